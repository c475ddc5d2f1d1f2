"""Where a record of a raw CORD-19 dump begins, and where its header ends.

It begins at a key that labels and the key's own `cord_uid` follow, or labels enough where that is
missing; where the key is damaged or missing, the labels alone must show it. A key that is only
named in a text begins none.

In: a window of the stream and a place in it. Out: a `Header`, or None.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from citeconv.formats.cord_ends import flat_end
from citeconv.formats.cord_window import KEY_START, KEY_WORD, TOKEN, UID_START, Window

_KEY: Final = re.compile(rb"key: cord-(\d{6,7})-([0-9a-z]{8})(?=[ \t\r\n]|\Z)")
_LABEL: Final = rb"(?:authors|title|date|journal|DOI|sha|doc_id|cord_uid):"
_FLAT_LABEL: Final = re.compile(rb"[ \t]+" + _LABEL)
_LINE_LABEL: Final = re.compile(rb"[ \t]*\r?\n?" + _LABEL)
#: A key that is none: empty, `nan`, malformed; and the place of one that is missing.
_DAMAGED_KEY: Final = re.compile(rb"()key:[ \t]*(?!" + _LABEL + rb")([^\s]{0,60})(?=[ \t\r\n])")
_NO_KEY: Final = re.compile(rb"[ \t\r\n\xef\xbb\xbf]*()()(?=(?:authors|title):[ \t\r\n])")
#: Labels and values in their order, which show that a record begins at such a key.
_FULL: Final = (
    rb"\sdate:(?:\s+(?:\d{4}(?:-\d\d?){0,2}|nan))?\s+(?:journal:[^\r\n:]{0,120}?\s)?\s*"
    rb"DOI:(?:\s+\S+)?\s+(?:sha|doc_id|cord_uid):\s"
)
_SHOWN: Final = re.compile(_FULL + rb"|\sdoc_id:\s+\d+\s+cord_uid:\s+[0-9a-z]{8}(?:\s|\Z)")
#: Within a line, where a text may be made of such words, each of them has its value.
_SHOWN_IN_LINE: Final = re.compile(
    rb"\sdate:\s+(?:\d{4}(?:-\d\d?){0,2}|nan)\s+(?:journal:\s[^\r\n]{0,200}?\s)?"
    rb"DOI:\s+(?:10\.\d{4,9}/\S+|nan)\s+(?:sha:\s+(?:[0-9a-f]{40}|PMC\d+|nan)|doc_id:\s+\d+)\s"
)
#: So many others than these show it where a header's last labels are damaged.
_ENOUGH_LABELS: Final = 4
_FIRST_LABELS: Final = {b" authors:", b" title:"}
_BLANK_LINE: Final = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r")
_LINE_ENDS: Final = (b"\n", b"\r")
_SPACES: Final = (b" ", b"\t")
#: After these a key is quoted. (The last bytes of opening quotation marks are among them.)
_QUOTES: Final = tuple(bytes([byte]) for byte in b"\"'`([{<\x9c\x98\x9e\xab")

#: How far a header without `cord_uid` may go.
WEAK_WINDOW: Final = 1 << 16

# Few records need these, so they are compiled when one does.
#: What stands before `cord_uid`: the key's own number, or where that is missing, the line before.
_BEFORE_UID: Final = (
    rb"[ \t](?:doc_id:[ \t]*(?:(\d{1,9})|nan|\d\S{0,20})?"
    rb"|sha:[ \t]*(?:[0-9a-f; ]{40,}|PMC\d+|nan|[0-9a-f]{4,40})?"
    rb"|DOI:[ \t]*(?:10[./]\S{1,200}|nan)?|journal:[^:]{0,200}?|date:[ \t]*\S{0,20})"
    rb"[ \t]+cord_uid:[ \t]*\S+\Z"
)
#: The last lines of a header, by which one without a key is found, and those that are told
#: even where it does not show itself.
_LAST_LINES: Final = (
    rb"\s(?:date|journal|DOI|sha|doc_id):(?:[ \t][^\r\n]{0,600}?)?\s+cord_uid:(?:[ \t]+\S{1,20})?\Z"
)
_SURE_LINES: Final = (
    rb"\s(?:date|journal|DOI|sha):[^\r\n]{0,600}?\s+doc_id:[ \t]+\d{1,9}(?:\.0)?\s+"
    rb"cord_uid:[ \t]+[0-9a-z]{8}\Z"
)
#: The same where `cord_uid` is missing too: a header's `doc_id` is known by the line before it.
_LAST_BUT_UID: Final = (
    rb"\s(?:date|journal|DOI|sha):(?:[ \t][^\r\n]{0,600}?)?\s+doc_id:[ \t]+\d{1,9}(?:\.0)?\Z"
)
_LAST_REACH: Final = 800
#: How such a header begins, and what must show it then.
_BEGINNINGS: Final = (
    (b"\nauthors:", _SHOWN),
    (b"\ntitle:", _SHOWN),
    (b" authors: ", _SHOWN_IN_LINE),
)
_AFTER_KEY: Final = rb"key:[ \t]*\S{0,60}\s*\Z"


_DOC_START: Final = b"doc_id:"
#: The last label of a header that may have no key, with its value; a `doc_id` before a `cord_uid` is none.
_LAST_VALUE: Final = (
    rb"cord_uid:(?:[ \t]+\S{1,20}(?=\s|\Z))?"
    rb"|doc_id:[ \t]+\d{1,9}(?:\.0)?(?=\s|\Z)(?!\s+cord_uid:)"
)
#: A text of many such signs is searched for the labels themselves.
_FEW_SIGNS: Final = 16
_LABEL_OF_END: Final = re.compile(rb"(?:cord_u|doc_)id:")


class Header(NamedTuple):
    """A header: the match of its key (number, suffix), its end, and whether it is flattened."""

    key: re.Match[bytes]
    end: int
    flat: bool


def header_at(window: Window, at: int, in_flat: bool) -> Header | None:
    """The header that begins at a key, or None where the key is only named there.

    `in_flat` tells that the record before is flattened, or that there is none: in it a record
    may begin within a line, and what begins a line need not show itself.
    """
    window.need(at, TOKEN)
    match = _KEY.match(window.data, at)
    if match is None:
        return _damaged(window, at, in_flat)
    after = match.end()
    window.need(after, TOKEN)
    label = _FLAT_LABEL.match(window.data, after)
    flat = label is not None
    if not flat and not _LINE_LABEL.match(window.data, after):
        return None
    before = window.previous(at)
    at_line_start = before in _LINE_ENDS
    if flat and not in_flat and before in _SPACES:
        return None  # a sentence that quotes a header
    end = _strong_end(window, at, after, match[2], flat)
    if end is not None and flat and not at_line_start:
        # in running text the line before `cord_uid` must be there too
        tail = window.data[max(after, end - 400) : end]
        own = re.search(_BEFORE_UID, tail)
        if own is None or (own[1] is not None and int(own[1]) != int(match[1])):
            return None
    if end is None and flat:
        end = _weak_end(window, after, match, before, in_flat)
    elif end is None and at_line_start:
        end = _lines_end(window, after)
    return None if end is None else Header(match, end, flat)


def _weak_end(
    window: Window, after: int, key: re.Match[bytes], before: bytes, in_flat: bool
) -> int | None:
    """The end of a flattened header that does not end with its key's own suffix."""
    at_line_start = before in _LINE_ENDS
    if not at_line_start and (not in_flat or before in _QUOTES):
        return None
    end = _weak_flat_end(window, after, int(key[1]), at_line_start)
    if end is None or in_flat or _SHOWN.search(window.data, after, end):
        return end
    # a text in lines may quote the beginning of a flattened record
    labels = re.findall(rb"\s" + _LABEL, window.data[after:end])
    return end if len({*labels} - _FIRST_LABELS) >= _ENOUGH_LABELS else None


def is_doubtful(window: Window, at: int, in_flat: bool) -> bool:
    """Whether a key looks like a flattened record's, though no header could be read there."""
    before = window.previous(at)
    if not in_flat and before not in _LINE_ENDS:
        return False
    key = _KEY.match(window.data, at)
    return bool(key and _FLAT_LABEL.match(window.data, key.end()) and before not in _QUOTES)


def stands_alone(window: Window, at: int, in_flat: bool) -> bool:
    """Whether a key without a header is a broken record: a line of its own, or labels after it."""
    if window.previous(at) not in _LINE_ENDS or not window.data.startswith(KEY_START, at):
        return False
    match = _KEY.match(window.data, at)
    if match is None:
        line = window.data[at : at + 200].split(b"\n")[0]
        return bool(re.search(rb"\s" + _LABEL, line)) or b" " not in line[5:].strip()
    following = window.data[match.end() : match.end() + 20]
    return (
        not following.strip(b" \t")
        or following.lstrip(b" \t")[:1] in _LINE_ENDS
        or (in_flat and bool(_FLAT_LABEL.match(following)))
    )


# --- where the key is damaged or missing --------------------------------------------------------


def _damaged(window: Window, at: int, in_flat: bool) -> Header | None:
    """The header after a key that is none, if labels follow."""
    before = window.previous(at)
    if before not in _LINE_ENDS and not (in_flat and before in _SPACES):
        return None
    window.need(at, 4 * TOKEN)
    match = _DAMAGED_KEY.match(window.data, at)
    if match is None or (
        before not in _LINE_ENDS
        and not re.match(rb"\s+authors:\s", window.data[match.end() :][:40])
    ):
        return None
    return _shown(window, match, _SHOWN if before in _LINE_ENDS else _SHOWN_IN_LINE)


def keyless_at(window: Window, at: int) -> Header | None:
    """The header without a key that begins at a place."""
    key = _NO_KEY.match(window.data, at)
    return _shown(window, key, _SHOWN) if key else None


class Keyless(NamedTuple):
    """The last lines of a header without a key: where they end, where it begins if that is clear."""

    end: int
    at: int = -1
    header: Header | None = None


def keyless_between(
    window: Window, start: int, position: int, end: int, flat: bool
) -> Keyless | None:
    """The next header without a key whose last label stands between `position` and `end`.

    It begins at `start` or later; `flat` is what `in_flat` is for `header_at`.
    """
    found = _last_label(window.data, position, end)
    while found >= 0 and (found + TOKEN <= len(window.data) or window.ended):
        of_uid = window.data.startswith(UID_START, found)
        value = re.match(_LAST_VALUE, window.data[found : found + TOKEN])
        past = found + (value.end() if value else len(_DOC_START))
        if value:
            last = window.data[max(start, found - _LAST_REACH) : past]
            if re.search(_LAST_LINES if of_uid else _LAST_BUT_UID, last):
                keyless = _keyless(window, start, found, past, flat)
                if keyless and (keyless.header or not of_uid or re.search(_SURE_LINES, last)):
                    return keyless
        found = _last_label(window.data, past, end)
    return None


def _last_label(data: bytes, start: int, end: int) -> int:
    """Where the next `doc_id:` or `cord_uid:` is, or -1.

    (Measured: both are found in a fourth of the time of one of them, since one byte is looked for.)
    """
    at = data.find(b"_", start, end)
    for _ in range(_FEW_SIGNS):
        if at < 0:
            return -1
        for label, before in ((UID_START, 4), (_DOC_START, 3)):
            found = at - before
            if found >= start and data.startswith(label, found, end):
                return found
        at = data.find(b"_", at + 1, end)
    rest = _LABEL_OF_END.search(data, max(at - 4, start), end) if at >= 0 else None
    return rest.start() if rest else -1


def _keyless(window: Window, start: int, uid_at: int, end: int, flat: bool) -> Keyless | None:
    """What has a `cord_uid` there; None if it is the rest of a header whose key was looked at."""
    data, first = window.data, max(start, uid_at - WEAK_WINDOW)
    for beginning, shown in _BEGINNINGS if flat else _BEGINNINGS[:2]:
        at = data.rfind(beginning, first, uid_at) + 1
        key = _NO_KEY.match(data, at) if at else None
        if key is None or _BLANK_LINE.search(data, at, uid_at):
            continue
        if shown is _SHOWN_IN_LINE and (
            b"\n" in data[at:uid_at] or b" title: " not in data[at:uid_at]
        ):
            continue
        if re.search(_AFTER_KEY, data[max(at - 2 * TOKEN, 0) : at]):
            return None
        header = _shown(window, key, shown)
        if header and header.end >= uid_at:
            return Keyless(end, at, header)
    return Keyless(end)


def _shown(window: Window, key: re.Match[bytes], shown: re.Pattern[bytes]) -> Header | None:
    """The header after a key that is none or missing, if it has labels enough to be one."""
    after = key.end()
    window.need(after, WEAK_WINDOW)
    line = window.data[after : after + WEAK_WINDOW].lstrip(b" \t\r\n").partition(b"\n")[0]
    flat = bool(re.search(rb"\s" + _LABEL, line))
    end = _weak_flat_end(window, after, -1, True) if flat else _lines_end(window, after)
    if end is None or not shown.search(window.data, after, end):
        return None
    return Header(key, end, flat)


# --- where a header ends ------------------------------------------------------------------------


def _strong_end(window: Window, at: int, after: int, uid: bytes, flat: bool) -> int | None:
    """The end of the header's own `cord_uid`, which repeats the key's suffix."""
    end = window.find_uid(uid, after)
    if end < 0:
        return None
    data = window.data
    label = data.rfind(UID_START, after, end)
    if not flat and data[label - 1 : label] not in (b"\n", b"\r"):
        return None
    # a header goes over no other record, nor over the place where it really begins
    if window.line_key_between(after, end) or data.rfind(data[at:after], after, end) >= 0:
        return None
    return end


def _lines_end(window: Window, after: int) -> int | None:
    """The blank line after a header in lines."""
    window.need(after, WEAK_WINDOW)
    limit = after + WEAK_WINDOW
    following = window.data.find(b"\n" + KEY_WORD, after, limit)
    if following >= 0:
        limit = following
    blank = _BLANK_LINE.search(window.data, after, limit)
    if blank:
        return blank.start()
    return min(limit, len(window.data)) if following >= 0 or window.ended else None


def _weak_flat_end(window: Window, after: int, number: int, at_line_start: bool) -> int | None:
    """The end of a flattened header without its own `cord_uid`."""
    window.need(after, WEAK_WINDOW)
    limit = after + WEAK_WINDOW
    for beginning in (KEY_START, b"\n" + KEY_WORD, b"\nauthors:" if at_line_start else b"\n"):
        following = window.data.find(beginning, after, limit)
        limit = following if following >= 0 else limit
    end = flat_end(window.data[after:limit], number, not at_line_start)
    return None if end is None else after + end
