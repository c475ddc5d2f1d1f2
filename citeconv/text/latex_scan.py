"""LaTeX read token by token, with a stack of open groups: the full path of the decoder.

Rules: TeX's tokens (a letter command eats the spaces after it), LaTeX2e's text commands (`latex_tables`), BibTeX's
braces.  In: the text of one value.  Out: Unicode with inline markup, not yet settled in white space.  Linear; braces
deeper than anyone writes are counted, not followed.
"""

from __future__ import annotations

from collections.abc import Callable

from citeconv.model.patterns import pattern
from citeconv.text import latex_chemistry, latex_codes, latex_math, latex_units
from citeconv.text import latex_tables as tables
from citeconv.text.latex_case import protects
from citeconv.text.latex_codes import compose
from citeconv.text.latex_frames import ACCENT, ARGUMENT, ENVIRONMENT, GROUP, QUOTE, Frame
from citeconv.text.latex_tokens import BLANKS, Tokens
from citeconv.text.latex_urls import decode_url

# Programs cut a quotation at the braces within it: `\enquote{On }{{\enquote{DNA}}}` is one.
_TOUCHING = pattern(r"”((?:<[^<>]*>)*)“|’((?:<[^<>]*>)*)‘")
# Deeper braces than this are only counted.
_DEPTH = 200

# Formulas do not nest: each of these ends the search for the end of another.
_OPENINGS = frozenset(("\\(", "\\["))


class Scanner(Tokens):
    """The state of one decoding: tokens, the place among them, the text so far, the stack of open groups."""

    def __init__(
        self,
        text: str,
        unknown: Callable[[str], None] | None,
        protect: bool,
        markup: bool,
        again: Callable[[str], str] | None,
    ) -> None:
        super().__init__(text)
        self.unknown = unknown
        self.protect = protect
        self.markup = markup
        self.decode_again = again
        self.quotes = 0
        self.quoted = False
        self.out: list[str] = []
        self.frame = Frame(GROUP, 0)
        self.stack: list[Frame] = []
        # Groups opened beyond the depth that anyone writes: only counted.
        self.too_deep = 0
        self.no_more_math = False
        # Accents read that still wait for their letter.
        self.pending: list[str] = []
        self.pending_names: list[str] = []

    def run(self) -> str:
        tokens = self.tokens
        count = len(tokens)
        while self.place < count:
            token = tokens[self.place]
            self.place += 1
            first = token[0]
            if first == "{":
                self.open_group()
            elif first == "}":
                self.close_group()
            elif first == "\\":
                self.command(token[1:])
            elif first == "$":
                self.mathematics(token)
            elif first in BLANKS and token.isspace():
                if not self.pending:
                    self.out.append(" ")
            else:
                self.emit(tables.LIGATURES.get(token, token))
        self.flush_pending()
        self.too_deep = 0
        while self.stack:
            self.close_group()
        self.out.extend(reversed(self.frame.closers))
        text = "".join(self.out)
        return _TOUCHING.sub(r"\1\2", text) if self.quoted else text

    # -- output ------------------------------------------------------------------------------------

    def emit(self, text: str) -> None:
        if self.pending:
            if not text:
                return
            text = compose(self.pending, text)
            self.pending = []
            self.pending_names = []
        self.out.append(text)

    def flush_pending(self) -> None:
        """An accent over nothing prints the accent's own character."""
        if self.pending:
            names, self.pending, self.pending_names = self.pending_names, [], []
            self.out.append("".join(tables.SPACING.get(name, "") for name in names))

    # -- groups ------------------------------------------------------------------------------------

    def open_frame(self, kind: int, before: str = "", after: str = "") -> Frame | None:
        if len(self.stack) >= _DEPTH:
            self.too_deep += 1
            return None
        frame = Frame(kind, len(self.out), inside=self.frame.inside)
        frame.before, frame.after = before, after
        if before and kind != ACCENT:
            self.emit(before)
        self.stack.append(self.frame)
        self.frame = frame
        return frame

    def open_group(self) -> None:
        if self.pending:
            marks, names = self.pending, self.pending_names
            self.pending, self.pending_names = [], []
            frame = self.open_frame(ACCENT, "".join(tables.SPACING.get(name, "") for name in names))
            if frame:
                frame.marks = marks
                frame.inside = True
            return
        frame = self.open_frame(GROUP)
        if frame and self.protect and not frame.inside:
            frame.protects = frame.inside = True
            first, second = (*self.tokens[self.place : self.place + 2], "", "")[:2]
            frame.special = first[:1] == "\\"
            # the inner braces of `{{\'E}TA}` belong to the special character
            frame.doubled = first == "{" and second[:1] not in ("\\", "}", "")

    def close_group(self) -> None:
        if self.too_deep:
            self.too_deep -= 1
            return
        if not self.stack:
            return  # a closing brace too many
        self.flush_pending()
        frame, out = self.frame, self.out
        out.extend(reversed(frame.closers))
        self.frame = self.stack.pop()
        if frame.kind == ACCENT:
            self.close_accent(frame)
        elif frame.kind == ARGUMENT:
            if frame.before and len(out) == frame.start + 1:
                out.pop()
            else:
                out.append(frame.after)
        elif frame.kind == QUOTE:
            self.quotes -= 1
            out.append(frame.after)
        elif frame.protects and len(out) > frame.start:
            content = "".join(out[frame.start :])
            if protects(content, special=frame.special, doubled=frame.doubled):
                out[frame.start :] = (tables.NOCASE[0] + content + tables.NOCASE[1],)

    def close_accent(self, frame: Frame) -> None:
        out = self.out
        for index in range(frame.start, len(out)):
            piece = out[index]
            if piece.strip() and not piece.startswith("<"):
                out[index] = compose(frame.marks, piece)
                return
        out.append(frame.before)

    # -- commands ----------------------------------------------------------------------------------

    def command(self, name: str) -> None:
        """A command of one sign or of letters; spaces after letters belong to it."""
        if not name:
            self.emit("\\")
            return
        if not (name[0].isalpha() and name[0].isascii()):
            self.sign(name)
            return
        starred = name.endswith("*")
        name = name.rstrip("*")
        self.skip_space()
        if name in tables.ACCENTS:
            self.accent(name)
        elif name in tables.SYMBOLS:
            self.emit(tables.SYMBOLS[name])
            self.eat_empty_group()
        elif name in tables.MARKUP:
            self.marked_argument(name)
        elif name in tables.DECLARATIONS:
            self.declaration(name)
        elif name in tables.QUOTATION or name in tables.QUOTATION_LANGUAGE:
            if name in tables.QUOTATION_LANGUAGE:
                self.raw_argument()
            self.quotation(starred)
        elif name in tables.LAST_OF:
            self.optional_argument()
            for _ in range(tables.LAST_OF[name] - 1):
                self.raw_argument()
                self.skip_space()
            self.argument("", "")
        elif name in ("begin", "end"):
            self.optional_argument()
            if self.next_is("{"):
                self.environment(name, self.raw_argument())
            else:
                self.unknown_command(name)
        elif name in tables.DROPPED:
            self.optional_argument()
            for _ in range(tables.DROPPED[name]):
                self.raw_argument()
        elif name in tables.VERBATIM:
            self.emit(decode_url(self.raw_argument()))
        else:
            self.rare_command(name)

    def sign(self, name: str) -> None:
        if name in tables.ACCENTS:
            self.accent(name)
        elif name in tables.ESCAPES:
            self.emit(tables.ESCAPES[name])
        elif name in "([":
            closing = "\\)" if name == "(" else "\\]"
            self.formula_until(closing)
        elif name in ")]":
            return
        else:
            self.emit(name)

    def accent(self, name: str) -> None:
        self.pending.append(tables.ACCENTS[name])
        self.pending_names.append(name)
        if self.place >= len(self.tokens):
            self.flush_pending()
            return
        self.skip_space()

    def marked_argument(self, name: str) -> None:
        opening, closing = tables.MARKUP[name]
        if not self.markup and opening[:1] == "<":
            if opening in ("<sup>", "<sub>"):
                self.raised(tables.SUPERSCRIPT if opening == "<sup>" else tables.SUBSCRIPT)
                return
            opening = closing = ""
        self.optional_argument()
        self.argument(opening, closing)

    def raised(self, table: dict[int, str]) -> None:
        inner = self.again(self.raw_argument())
        self.emit(inner.translate(table) if all(ord(char) in table for char in inner) else inner)

    def declaration(self, name: str) -> None:
        opening, closing = tables.DECLARATIONS[name]
        self.optional_argument()
        if opening and self.markup:
            self.out.append(opening)
            self.frame.closers.append(closing)

    def environment(self, edge: str, name: str) -> None:
        """`\\begin{it}` opens a group with that declaration; of other environments the text is left."""
        if name not in tables.DECLARATIONS:
            return
        if edge == "begin" and self.open_frame(ENVIRONMENT):
            self.declaration(name)
        elif edge == "end" and self.frame.kind == ENVIRONMENT:
            self.close_group()

    def quotation(self, starred: bool) -> None:
        pair = tables.QUOTES[(self.quotes + starred) % 2]
        self.optional_argument()
        if self.next_is("{"):
            self.place += 1
            if self.open_frame(QUOTE, *pair):
                self.quotes += 1
                self.quoted = True

    def argument(self, opening: str, closing: str) -> None:
        """The argument of a command, between two strings."""
        self.skip_space()
        if self.next_is("{"):
            self.place += 1
            self.open_frame(ARGUMENT, opening, closing)
        elif opening and self.place < len(self.tokens) and self.tokens[self.place][0] not in "\\}$":
            token = self.tokens[self.place]
            self.tokens[self.place] = token[1:] or " "
            self.emit(opening + token[0] + closing)
            if not token[1:]:
                self.place += 1

    def rare_command(self, name: str) -> None:
        if name == "ensuremath":
            self.formula(self.raw_argument(), "$")
        elif name in ("char", "symbol", "Uchar"):
            self.emit(latex_codes.character(self))
        elif name in ("ElsevierGlyph", "unichar"):
            self.emit(latex_codes.glyph(self.raw_argument()))
        elif name == "accent":
            mark = latex_codes.accent(self)
            if mark:
                self.pending.append(mark)
                self.pending_names.append("")
        elif name == "verb":
            self.emit(latex_codes.verbatim(self))
        elif name == "a" and self.place < len(self.tokens) and self.tokens[self.place][0] in "'`=":
            token = self.tokens[self.place]
            self.consume(1)
            self.accent(token[0])
        elif name == "not":
            self.emit(latex_codes.negation(self))
        elif name in ("ce", "cf") and self.next_is("{"):
            raw = self.raw_argument()
            self.emit(latex_chemistry.formula(raw, self.markup) or self.again(raw))
        elif name in latex_units.ARGUMENTS:
            self.quantity(name)
        elif name == "bibstring":
            key = self.raw_argument()
            self.emit(tables.BIBSTRINGS.get(key, key))
        elif name in tables.FIRST_OF:
            first = self.raw_argument()
            for _ in range(tables.FIRST_OF[name] - 1):
                self.raw_argument()
            self.emit(self.again(first))
        elif name == "switchargs":
            first, second = self.raw_argument(), self.raw_argument()
            self.emit(self.again(second) + self.again(first))
        else:
            self.unknown_command(name)

    def quantity(self, name: str) -> None:
        """siunitx's command, whose option is no text; `\\unit[5]{m}` is the package units'."""
        before = self.place
        self.optional_argument()
        option = "".join(self.tokens[before : self.place])[1:-1]
        if not self.next_is("{"):
            self.unknown_command(name)
            return
        raw: list[str] = []
        for _ in range(latex_units.ARGUMENTS[name]):
            self.optional_argument()
            raw.append(self.raw_argument())
        if name == "unit" and option[:1].isdigit():
            name, raw = "SI", [option, *raw]
        said = latex_units.say(name, raw)
        self.emit(said if said is not None else " ".join(map(self.again, raw)).strip())

    def unknown_command(self, name: str) -> None:
        if self.unknown is not None:
            self.unknown("\\" + name)
        self.optional_argument()
        if self.next_is("{"):
            self.argument("", "")
        else:
            self.emit("\\" + name)
            if self.place and self.tokens[self.place - 1][0] in BLANKS:
                self.out.append(" ")

    def again(self, text: str) -> str:
        """An argument decoded by itself; deeper than anyone writes, it stays as it is."""
        return text if self.decode_again is None else self.decode_again(text)

    # -- mathematics -------------------------------------------------------------------------------

    def mathematics(self, opening: str) -> None:
        if not self.no_more_math and self.formula_until(opening):
            return
        self.emit(opening)

    def formula_until(self, closing: str) -> bool:
        tokens, start, depth = self.tokens, self.place, 0
        for place in range(start, len(tokens)):
            token = tokens[place]
            if token == closing or (token[0] == "$" and closing[0] == "$"):
                if depth:
                    return False
                source = "".join(tokens[start:place])
                if not source or (closing[0] == "$" and latex_math.is_prose(source)):
                    return False
                self.place = place + 1
                self.formula(source, "$$" if token == "$$" == closing else "$")
                return True
            depth += (token == "{") - (token == "}")
            if depth < 0 or token in _OPENINGS or place - start > latex_math.LONGEST:
                return False
        self.no_more_math = closing[0] == "$"
        return False

    def formula(self, source: str, dollars: str) -> None:
        said = None
        if self.decode_again is not None:
            said = latex_math.to_text(source, self.again, markup=self.markup)
        self.emit(dollars + source.strip() + dollars if said is None else said)
