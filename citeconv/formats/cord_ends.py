"""Where a flattened CORD-19 header ends that has no `cord_uid` of its own.

Its end is the end of a run of labels: `date`, `journal`, `DOI`, `sha`, `doc_id` and `cord_uid`
in their order, any of them missing, each with a value, `nan`, a malformed value or none. Titles
and texts hold such words too, so of all runs the one with most to say for it is taken: shapes,
the key's own number, the number of labels.

In: the bytes after a key, up to the next one; the key's number, -1 if it has none. Out: the place
where the header ends, or None.
"""

from __future__ import annotations

import re
from typing import Final

# White space may be long: it is tried where it begins, and once.
_WHITE: Final = rb"[ \t\r\n]++"
_END: Final = rb"(?=[ \t\r\n]|\Z)"
_LABELS: Final = (b"date", b"journal", b"DOI", b"sha", b"doc_id", b"cord_uid")
_LABEL: Final = re.compile(_WHITE + rb"(" + rb"|".join(_LABELS) + rb"):" + _END)
#: The same where it is looked for: from the first of many blanks, not from each of them again.
_NEXT_LABEL: Final = re.compile(rb"(?<![ \t\r\n])" + _LABEL.pattern)
_NAN: Final = rb"nan" + _END
#: No abstract follows, or nothing at all.
_NO_TEXT: Final = rb"(?=[ \t\r\n]++" + _NAN + rb"|[ \t\r\n]*+\Z)"

#: (shape of a value, what it says for the run, a malformed value that no text begins with).
_VALUES: Final = {
    b"date": (rb"(?:\d{4}(?:-\d\d?){0,2}(?:[ T]\d\d:\d\d:\d\d)?|\d{4}\.0)", 2, rb"\d[\d./-]+"),
    b"DOI": (rb"10\.\d{4,9}(?:\.\d+)*/\S+", 2, rb"10[./]\S+|(?i:https?:|doi:)\S+"),
    b"sha": (rb"(?:[0-9a-f]{40}|PMC\d+)(?:; ?(?:[0-9a-f]{40}|PMC\d+))*", 4, rb"[0-9a-f]{16,}"),
    b"doc_id": (rb"\d{1,9}(?:\.0)?", 1, rb"(?=[^\s\d]{0,20}\d)[\w.-]{1,20}"),
    b"cord_uid": (rb"(?=[a-z]{0,7}\d)[0-9a-z]{8}", 1, rb"(?=[a-z]{1,20}\d|\d+[a-z])[0-9a-z]{1,20}"),
}
_SHAPED: Final = {
    label: re.compile(_WHITE + rb"(" + shape + rb")" + _END)
    for label, (shape, _, _) in _VALUES.items()
}
_MALFORMED: Final = {
    label: re.compile(_WHITE + rb"(?:" + malformed + rb")" + _END)
    for label, (_, _, malformed) in _VALUES.items()
}
#: A `cord_uid` as it may be where no key tells it: a text seldom begins so.
_LETTERS: Final = re.compile(_WHITE + rb"([a-z]{8})" + _END)
#: A value where no abstract follows: one word, or the few of a journal or title.
_BEFORE_NAN: Final = re.compile(_WHITE + rb"[^\s:]{1,60}" + _NO_TEXT)
_WORDS_BEFORE_NAN: Final = re.compile(
    rb"[ \t\r\n]+"  # words may be nothing but the last of the space
    rb"(?:[^\r\n]{1,120}?(?=[ \t\r\n]++" + _NAN + rb")|[^\r\n]{1,60}(?<![.!?])(?=[ \t\r\n]*+\Z))"
)
_NAN_VALUE: Final = re.compile(_WHITE + _NAN)
_TITLE: Final = re.compile(
    rb"[ \t\r\n](?:authors|title):(?:[^\r\n]"
    + _NO_TEXT
    + rb"|[^\r\n]{1,600}?(?<![ \t])"
    + _NO_TEXT
    + rb")"
)
#: How far the label after a value may be: names of journals are short.
_JOURNAL: Final = 300
_VALUE: Final = 120
#: What may stand between a value with a shape and the label after it: "2020 Spring".
_REST: Final = 24
#: A run that says this much is the header's, whatever comes after it.
_SURE: Final = 9
#: What shows within a line, where a sentence may quote a header, that a record begins there:
#: a checksum after another label, or all of the labels from a date to what follows the DOI.
_EVIDENCE: Final = re.compile(
    rb"[ \t](?:(?:DOI|date):(?:[ \t]*+\S++)?|journal:[^:]{0,300}?(?<![ \t]))"
    rb"[ \t]++sha:[ \t]*+[0-9a-f]{40}(?:;[ \t]?[0-9a-f]{40})*(?=[ \t\r\n]|\Z)"
    rb"|[ \t]date:[ \t]++(?:\d{4}(?:-\d\d?){0,2}|nan)[ \t]++journal:(?:[ \t][^:]{0,120}?)?(?<![ \t])"
    rb"[ \t]++DOI:(?:[ \t]++\S++)?[ \t]++(?:sha|doc_id|cord_uid):(?:[ \t]|\Z)"
)
_UID: Final = re.compile(rb"cord_uid:[ \t]*[0-9a-z]{8}" + _END)
_NEAR: Final = 48


def flat_end(text: bytes, number: int, in_line: bool) -> int | None:
    """The end of the header in `text`; `number` is the key's own.

    `in_line` tells that the key stands within a line, where it may be named in a sentence: there
    the run needs evidence, and must not have another record's number or `cord_uid`.
    """
    best, end = 0, None
    done = 0
    for found in _NEXT_LABEL.finditer(text):
        start = found.start()
        if start < done:
            continue
        score, done, whose = _run(text, start, number)
        if score > best and (
            not in_line or whose > 0 or (whose == 0 and _shows_itself(text, start, done))
        ):
            best, end = score, done
        if best >= _SURE:
            break
    if end is None and not in_line:
        title = _TITLE.search(text)
        return title.end() if title else None
    return end


def _shows_itself(text: bytes, start: int, end: int) -> bool:
    """Whether a run within a line is a header's; a quoted one has another's `cord_uid` near it."""
    return bool(_EVIDENCE.search(text, start, end)) and not _UID.search(text, 0, end + _NEAR)


def _run(text: bytes, at: int, number: int) -> tuple[int, int, int]:
    """(what speaks for it, its end, whose it is) of the run of labels that begins at a place.

    Whose: 1 if it has the key's own number, -1 if it has another's number or `cord_uid`, else 0.
    """
    score = whose = 0
    last = -1
    while (found := _LABEL.match(text, at)) and _LABELS.index(found[1]) > last:
        label = found[1]
        last = _LABELS.index(label)
        after = found.end()
        shaped = _SHAPED[label].match(text, after) if label in _SHAPED else None
        if shaped is None and number < 0 and label == b"cord_uid":
            shaped = _LETTERS.match(text, after)
        following = _following(text, after, last, _VALUE if label in _SHAPED else _JOURNAL)
        if shaped and (following is None or following - shaped.end() > _REST):
            at = shaped.end()
        elif following is not None:
            at = following
        else:
            at = _last_value(text, after, label)
        if shaped:
            score += 1 + _VALUES[label][1]
            if label == b"doc_id":
                whose = 1 if int(shaped[1].partition(b".")[0]) == number else -1
                score += _SURE if whose > 0 else 0
            elif label == b"cord_uid":
                whose = whose or -1
        elif following is not None or at > after:
            score += 2 if _NAN_VALUE.match(text, after) else 1
    return score, at, whose


def _following(text: bytes, after: int, last: int, most: int) -> int | None:
    """Where the next label of the run begins, if one of the labels still to come is near."""
    for found in _LABEL.finditer(text, after, after + most):
        if _LABELS.index(found[1]) > last:
            return found.start()
    return None


def _last_value(text: bytes, after: int, label: bytes) -> int:
    """The end of the value of a run's last label; its beginning where there is none."""
    for shape in (
        _NAN_VALUE,
        _MALFORMED.get(label),
        _BEFORE_NAN if label in _VALUES else _WORDS_BEFORE_NAN,
    ):
        found = shape.match(text, after) if shape else None
        if found:
            return found.end()
    return after
