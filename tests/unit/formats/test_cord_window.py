"""The window on a raw dump: what is looked for is found wherever the blocks end."""

from __future__ import annotations

from citeconv.formats.cord_window import Window


def test_the_next_key_is_found_over_the_ends_of_blocks_and_what_was_dropped() -> None:
    data = b"cord_uid: a ke" + b"y: b" + b" cord_uid: c " * 9 + b"key: d\nkey: e" + b" x" * 9
    for size in (1, 5, len(data)):
        window = Window(iter([data[at : at + size] for at in range(0, len(data), size)]))
        found: list[int] = []
        dropped = position = 0
        while True:
            at = window.find_key(position)
            if at < 0:
                if not window.more(1):
                    break
                continue
            found.append(dropped + at)
            window.drop(at)
            dropped, position = dropped + at, 1
        assert found == [12, data.index(b"key: d"), data.index(b"key: e")]


def test_a_key_is_not_looked_for_twice() -> None:
    window = Window(iter([b"x" * 99 + b"key: a"]))
    window.need(0, 105)
    assert window.find_key(0) == 99
    window.data = b""  # nobody looks there again
    assert window.find_key(50) == 99
    assert window.find_key(100) == -1
