"""Unicode with CSL's inline markup → LaTeX that only prints: no text can become a command, braces balance.

The tables are the inverses of the decoder's (`latex_tables`), so `decode(encode(text)) == text` (a law in the
tests).  Rules: LaTeX2e's ten special characters; BibTeX counts braces, escaped ones too; `{{\\'E}cole}` and not
`{\\'Ecole}` keeps the case of a word that begins with an accent (BibTeX's special character).
"""

from __future__ import annotations

import re

from citeconv.model.patterns import pattern
from citeconv.text import latex_math
from citeconv.text.latex_ascii import QUOTES, in_ascii
from citeconv.text.latex_case import is_habit
from citeconv.text.latex_decode import decode
from citeconv.text.latex_tags import MOST_PIECES, TAG, paired_tags

_SPECIAL_SPELLING: dict[str, str] = {
    "\\": "\\textbackslash{}",
    "$": "\\$",
    "&": "\\&",
    "%": "\\%",
    "#": "\\#",
    "_": "\\_",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "<": "\\textless{}",
    ">": "\\textgreater{}",
    "|": "\\textbar{}",
    "`": "\\textasciigrave{}",
    "\u00a0": "~",
    "\u2009": "\\,",
    "\u00ad": "\\-",
    "–": "--",
    "—": "---",
}
# What a text needs is told by its bytes that are not harmless, found in one pass (measured on abstracts: three quarters
# of the time of looking for each sign in ASCII, a tenth of a pattern's). Beyond ASCII only the bytes count that may begin
# one of the signs above: C2 the tie and the soft hyphen, E2 the thin space and the dashes, ED the surrogates.
_HARMLESS = bytes(
    byte
    for byte in range(256)
    if (
        chr(byte).isalnum() or chr(byte) in " \t.,:;()/?!'\"=+*@[]-"
        if byte < 128
        else byte not in b"\xc2\xe2\xed"
    )
)
# Signs that are replaced in the whole text, whatever stands beside them. The backslash goes first, the tie after the
# tilde: no spelling holds a sign that is still to come.
# They are replaced in bytes: in a text that has signs beyond Latin-1, to look for one takes ten times as long.
_SINGLE = tuple(
    (sign.encode()[0], sign.encode(), spelled.encode())
    for sign, spelled in _SPECIAL_SPELLING.items()
    if sign.isascii()
)
# … but not those beyond ASCII, whose first byte is that of most letters and signs in their part of Unicode.
_BEYOND_ASCII = tuple(
    (sign, sign.encode(), spelled.encode())
    for sign, spelled in _SPECIAL_SPELLING.items()
    if not sign.isascii()
)
_STANDS_ALONE = bytes(byte for byte, _, _ in _SINGLE) + b"\xc2\xe2\xed"
# … of texts that hold no formula, tag or surrogate.
_STANDS_ALONE_EVER = _STANDS_ALONE.translate(None, b"$<\xed")
# A byte is looked for by its number: for `b"$" in data` an exception is raised and dropped first, forty times the work.
_DOLLAR, _LESS, _HYPHEN, _APOSTROPHE, _NEWLINE, _BRACE, _END_BRACE = b"$<-'\n{}"
_C2, _E2, _ED = b"\xc2\xe2\xed"
_SURROGATE = pattern(r"[\ud800-\udfff]")
# (A pattern finds two bytes in half the time of `in`.)
_HYPHENS = re.compile(b"--")
_APOSTROPHES = re.compile(b"''")
_DASHES = pattern(r"[-–—][-–—]+")
_CONTROL = pattern(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]+")
_EMPTY_LINES = pattern(r"\n\n+")
# Signs that no text holds any more when they are put in: for what is spelled with braces and backslashes.
_PARAGRAPH, _NOTHING, _OPEN, _CLOSE = "\x1f", "\x1a", "\x1c", "\x1d"
# Texts of more characters are looked through one by one: each has signs that the others don't.
_SHORT = 200
# Between the texts that are looked through at once: no text that is encoded holds it.
BETWEEN = "\x1e"
_BETWEEN = BETWEEN.encode()
_FOR_ASCII = pattern(
    r"[\\$&%#_~^<>|`{}]|[-–—]{2,}|['“”]{2,}|[?!](?=“)|(?:(?<![^\S\n])[^\S\n]++)?\n\s*|[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]+"
    r"|[^\W\d_][\u0300-\u036f]+|[^\x00-\x7f]"
)
# A tie that the decoder takes for "about" (`of ~11 nm`).
_LIKE_ABOUT = pattern(r"(?<=[ \t\n(])(?<![.][ \t\n])\u00a0(?=[ \t]?\$?[0-9])")
_LIKE_ABOUT_BYTES = re.compile(rb"(?<=[ \t(])(?<!\.[ \t])\xc2\xa0(?=[ \t]?(?:\\\$)?[0-9])")
_NAMED_TIE = "\\nobreakspace{}"
_MAY_BE_TAG = re.compile(rb"</?[iIbBsS]")
_MATH = pattern(r"\$([^$\n]{1,2000})\$")
_PLAIN = pattern(r"[A-Za-z0-9 .,:;()/?!'\"=+*@\[\]-]*\Z")
# Kinds of spans that keep the case of what they hold: because someone said so, because the word shows it.
_PROTECTING = ("nocase", "evident")
_OPENING: dict[str, str] = {
    "i": "\\textit{",
    "b": "\\textbf{",
    "sup": "\\textsuperscript{",
    "sub": "\\textsubscript{",
    "sc": "\\textsc{",
}


def encode(text: str, ascii_only: bool = False) -> str:
    """CSL-marked-up Unicode → LaTeX.

    Everything special is escaped; `$…$` stays only if it is mathematics that the decoder keeps and is safe.
    With `ascii_only`, letters and signs outside of ASCII are spelled as commands where LaTeX has one.
    """
    if ascii_only:
        if _PLAIN.match(text) and not _has_pairs(text.encode()):
            return text
    else:
        data = text.encode("utf-8", "surrogatepass")
        return _encoded(text, data, data.translate(None, _HARMLESS))
    return _with_tags(text, True)


def _encoded(text: str, data: bytes, marks: bytes) -> str:
    """A text in Unicode, of which `data` is the UTF-8, and `marks` those bytes of it that are not harmless."""
    if not marks and not _has_pairs(data):
        return text
    if _DOLLAR not in marks and not _has_tags(text, data, marks):
        return _spelled_out(text, data, marks, None)
    return _with_tags(text, False)


def _with_tags(text: str, ascii_only: bool) -> str:
    """Text that may have tags and formulas."""
    if "<" not in text or TAG.search(text) is None:
        return _with_math(text, ascii_only, _balanced(text))
    return _Encoding(text, ascii_only).run()


def encode_all(texts: list[str], ascii_only: bool = False) -> list[str]:
    """Several texts, each as `encode` has it. (Measured: what they need is found and done in a third of the time.)"""
    count = len(texts)
    text = "" if ascii_only else BETWEEN.join(texts)
    if not count < len(text) < _SHORT * count:
        return [encode(text, ascii_only) for text in texts]
    if text.isascii():
        data = text.encode()
        datas = []
    else:
        # one by one: a text in Latin letters is made bytes in no time, unless it stands beside one that is not
        datas = [text.encode("utf-8", "surrogatepass") for text in texts]
        data = _BETWEEN.join(datas)
    marks = data.translate(None, _HARMLESS).split(_BETWEEN)
    if len(marks) != count:
        return [encode(text) for text in texts]
    has_pairs = _has_pairs(data)
    if not has_pairs and not any(marks):
        return texts
    written = texts.copy()
    # formulas, tags, braces and line ends are each text's own affair
    alone: list[int] = []
    datas = datas or data.split(_BETWEEN)
    for at, mark in enumerate(marks):
        if has_pairs or len(texts[at]) > _SHORT or mark.translate(None, _STANDS_ALONE_EVER):
            written[at] = _encoded(texts[at], datas[at], mark)
        elif mark:
            alone.append(at)
    if alone:
        text = BETWEEN.join([texts[at] for at in alone])
        data = _BETWEEN.join([datas[at] for at in alone])
        spelled = _spelled_out(text, data, b"".join([marks[at] for at in alone]), None)
        for at, one in zip(alone, spelled.split(BETWEEN)):
            written[at] = one
    return written


def escape(text: str, ascii_only: bool = False) -> str:
    """Plain text → LaTeX; markup and dollars in it are text like any other."""
    return _escaped(text, ascii_only, _balanced(text))


def _balanced(text: str) -> bool:
    """Whether a text's own braces match, so that `\\{` and `\\}` leave BibTeX's count whole."""
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _with_math(text: str, ascii_only: bool, balanced: bool) -> str:
    if text.count("$") < 2:
        return _escaped(text, ascii_only, balanced)
    out: list[str] = []
    position = 0
    while len(out) < MOST_PIECES and (found := _MATH.search(text, position)):
        if _is_kept(found.group(1)) and (found.group().isascii() or not ascii_only):
            out.append(_escaped(text[position : found.start()], ascii_only, False))
            # Two formulas side by side would read as one displayed formula.
            touching = bool(out) and not out[-1] and len(out) > 1
            out.append("{}" + found.group() if touching else found.group())
            position = found.end()
        else:
            # The closing dollar of no formula may open the next.
            out.append(_escaped(text[position : found.end() - 1], ascii_only, False))
            position = found.end() - 1
            if position == found.start() + 1:
                position += 1
    if not any(piece.startswith(("$", "{}$")) for piece in out):
        return _escaped(text, ascii_only, balanced)
    out.append(_escaped(text[position:], ascii_only, False))
    return "".join(out)


def _is_kept(source: str) -> bool:
    """Mathematics that no text can say, and that does nothing but print."""
    if source != source.strip() or latex_math.is_prose(source) or not latex_math.is_safe(source):
        return False
    return decode(f"${source}$") == f"${source}$"


def _escaped(text: str, ascii_only: bool, balanced: bool) -> str:
    """Text without markup."""
    if ascii_only:
        return _FOR_ASCII.sub(_BALANCED_ASCII if balanced else _LOOSE_ASCII, text)
    data = text.encode("utf-8", "surrogatepass")
    return _spelled_out(text, data, data.translate(None, _HARMLESS), balanced)


def _has_pairs(data: bytes) -> bool:
    """Whether hyphens or apostrophes stand side by side (one sign is looked for in no time)."""
    return (_HYPHEN in data and _HYPHENS.search(data) is not None) or (
        _APOSTROPHE in data and _APOSTROPHES.search(data) is not None
    )


def _has_tags(text: str, data: bytes, marks: bytes) -> bool:
    return _LESS in marks and _MAY_BE_TAG.search(data) is not None and TAG.search(text) is not None


def _depends(text: str, data: bytes, marks: bytes) -> bool:
    """Whether a text has dashes, apostrophes or surrogates whose spelling depends on what stands beside them."""
    return (
        _has_pairs(data)
        or (_E2 in marks and ("–" in text or "—" in text) and _DASHES.search(text) is not None)
        or (_ED in marks and _SURROGATE.search(text) is not None)
    )


def _spelled_out(text: str, data: bytes, marks: bytes, balanced: bool | None) -> str:
    """Text without markup, of which `data` is the UTF-8, and `marks` those bytes of it that are not harmless."""
    others = marks.translate(None, _STANDS_ALONE)
    depends = _depends(text, data, marks)
    if not others and not depends:
        return _with_signs(text, data, marks)
    if others.strip(b"{}\n") or _ED in marks:
        text = _CONTROL.sub("", text)
        depends = True  # what stood apart may now stand together
    if _NEWLINE in others:
        text = _in_one_line(text)
    if _BRACE in others or _END_BRACE in others:
        if balanced is None:
            balanced = _balanced(text)
        text = text.replace("{", _OPEN).replace("}", _CLOSE)
    if depends:
        text = _DASHES.sub(_apart, text)
        for _ in range(2):  # the second of three apostrophes has a neighbour too
            text = text.replace("''", f"'{_NOTHING}'")
    text = _with_signs(text, text.encode(), marks)
    spelling = _BALANCED if balanced else _LOOSE
    return (
        text.replace(_OPEN, spelling["{"])
        .replace(_CLOSE, spelling["}"])
        .replace(_NOTHING, "{}")
        .replace(_PARAGRAPH, "\\par\n")
    )


def _in_one_line(text: str) -> str:
    """Line ends, with the white space round them, as spaces, and several as a paragraph's sign."""
    lines = text.split("\n")
    bare = [*map(str.strip, lines)]
    bare[0], bare[-1] = lines[0].rstrip(), lines[-1].lstrip()
    return _EMPTY_LINES.sub(_PARAGRAPH, "\n".join(bare)).replace("\n", " ")


def _apart(match: re.Match[str]) -> str:
    """Dashes side by side, which LaTeX would take for a longer one."""
    return _NOTHING.join(match.group())


def _with_signs(text: str, data: bytes, marks: bytes) -> str:
    """Text of which each sign is spelled in the same way wherever it stands."""
    for byte, sign, spelled in _SINGLE:
        if byte in marks:
            data = data.replace(sign, spelled)
    if _C2 in marks or _E2 in marks:
        for letter, sign, spelled in _BEYOND_ASCII:
            if letter in text:
                if letter == "\u00a0":
                    data = _LIKE_ABOUT_BYTES.sub(rb"\\nobreakspace{}", data)
                data = data.replace(sign, spelled)
    return data.decode("utf-8", "surrogatepass")


def _spelled(found: str, balanced: bool) -> str:
    spelling = _BALANCED if balanced else _LOOSE
    if found in spelling:
        return spelling[found]
    if found == "'" or found in "?!":
        return found + "{}"
    if "\n" in found:
        return "\\par\n" if found.count("\n") > 1 else " "
    if found[0] in "-–—" or (len(found) > 1 and found[0] in "'“”"):
        return "{}".join(_SPECIAL_SPELLING.get(sign) or QUOTES.get(sign) or sign for sign in found)
    if found[0] < " " or found[0] == "\x7f" or "\ud800" <= found[0] <= "\udfff":
        return ""
    return in_ascii(found)


def _tie(match: re.Match[str]) -> str:
    return _NAMED_TIE if _LIKE_ABOUT.match(match.string, match.start()) else "~"


#: What is spelled in one way, found in one look: a value may be nothing but braces.
_BALANCED = {**_SPECIAL_SPELLING, "{": "\\{", "}": "\\}"}
_LOOSE = {**_SPECIAL_SPELLING, "{": "\\textbraceleft{}", "}": "\\textbraceright{}"}


def _BALANCED_ASCII(match: re.Match[str]) -> str:  # noqa: N802
    found = match.group()
    return _tie(match) if found == "\u00a0" else _spelled(found, True)


def _LOOSE_ASCII(match: re.Match[str]) -> str:  # noqa: N802
    found = match.group()
    return _tie(match) if found == "\u00a0" else _spelled(found, False)


class _Encoding:
    """One text with tags: the pieces written, and the tags that are open."""

    def __init__(self, text: str, ascii_only: bool) -> None:
        self.text = text
        self.ascii_only = ascii_only

    def run(self) -> str:
        text = self.text
        pairs = paired_tags(text)
        if not pairs:
            return _with_math(text, self.ascii_only, _balanced(text))
        data = text.encode("utf-8", "surrogatepass")
        marks = data.translate(None, _HARMLESS)
        # nothing is to be escaped in what stands between the tags
        clean = (
            not self.ascii_only
            and len(marks) == 2 * len(pairs)
            and marks.count(b"<") == len(pairs)
            and not _has_pairs(data)
        )
        out: list[str] = []
        # (place of the tag in `out`, kind, where its content begins)
        open_tags: list[tuple[int, str, int]] = []
        nocase_depth = 0
        position = 0
        whole = False
        # tags hold no braces, and what is written for them matches
        balanced = _balanced(text)
        for start, end, kind, closes in pairs:
            if start > position:
                between = text[position:start]
                out.append(between if clean else _with_math(between, self.ascii_only, balanced))
            position = end
            if not closes:
                protects = kind in _PROTECTING
                open_tags.append((len(out), "" if protects and nocase_depth else kind, end))
                nocase_depth += protects
                out.append("")
                continue
            place, opened, begin = open_tags.pop()
            nocase_depth -= kind in _PROTECTING
            first = next((piece for piece in out[place + 1 : place + 3] if piece), "")
            if not first and not any(out[place + 1 :]):
                del out[place:]
            elif opened in _PROTECTING:
                # A command right after the brace would make it BibTeX's special character, which protects nothing;
                # and single braces round a word whose case speaks for itself are read as a habit.
                # Both need braces of their own.
                braces = 1 + first.startswith("\\")
                braces += opened == "nocase" and is_habit(text[begin:start])
                out[place] = "{" * braces
                out.append("}" * braces)
                whole = place == 0 and end == len(text)
            elif opened:
                out[place] = _OPENING[opened]
                out.append("}")
        rest = text[position:]
        out.append(rest if clean else _with_math(rest, self.ascii_only, balanced))
        # Braces round the whole value are read as a habit; these mean it.
        return "".join(out) + ("{}" if whole else "")
