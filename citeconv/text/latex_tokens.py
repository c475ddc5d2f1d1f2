"""TeX's tokens of one value, and the place among them: arguments, optional arguments, spaces.

Rules: the TeXbook, chapters 7 and 8.  A letter command is one token, a sign after a backslash is one, a run of text
without special characters is one; what may form a ligature stands alone.
"""

from __future__ import annotations

import re

from citeconv.model.patterns import pattern

#: TeX's white space; no other space of Unicode is skipped or joined.
BLANKS = " \t\n\r\f\v"
# A run of text takes single spaces, hyphens and the like along, as long as no ligature can come of them: fewer tokens.
_RUN = r"[^\\{}$~`'\- \t\n\r\f\v?!]+"
_TOKEN = pattern(
    rf"{_RUN}(?:[ '\-?!]{_RUN})*+|\\[A-Za-z]+\*?|\\.|[{{}}~]|\$\$?|---?|``|''|\?`|!`|[ \t\n\r\f\v]+|.|\\",
    re.DOTALL,
)


class Tokens:
    """The tokens of a text and the place where reading goes on."""

    def __init__(self, text: str) -> None:
        self.tokens: list[str] = _TOKEN.findall(text)
        self.place = 0

    def rest(self, tokens: int = 6) -> str:
        return "".join(self.tokens[self.place : self.place + tokens])

    def consume(self, characters: int) -> None:
        """Go on after so many characters of the tokens to come."""
        while characters and self.place < len(self.tokens):
            token = self.tokens[self.place]
            if len(token) <= characters:
                characters -= len(token)
                self.place += 1
            else:
                self.tokens[self.place] = token[characters:]
                return

    def next_is(self, sign: str) -> bool:
        return self.place < len(self.tokens) and self.tokens[self.place][0] == sign

    def skip_space(self) -> None:
        while self.place < len(self.tokens) and self.tokens[self.place][0] in BLANKS:
            self.place += 1

    def eat_empty_group(self) -> None:
        tokens, place = self.tokens, self.place
        if place + 1 < len(tokens) and tokens[place] == "{" and tokens[place + 1] == "}":
            self.place += 2

    def optional_argument(self) -> None:
        """Pass over `[…]` if a braced argument follows it."""
        tokens = self.tokens
        if not self.next_is("["):
            return
        for ahead in range(self.place, min(self.place + 40, len(tokens))):
            token = tokens[ahead]
            if "]" in token:
                if token.endswith("]") and ahead + 1 < len(tokens) and tokens[ahead + 1] == "{":
                    self.place = ahead + 1
                return
            if token in "{}":
                return

    def raw_argument(self) -> str:
        """The next argument as it is written, without its braces."""
        self.skip_space()
        tokens, start = self.tokens, self.place
        if start >= len(tokens) or tokens[start] == "}":
            return ""
        if tokens[start] != "{":
            token = tokens[start]
            self.place += 1
            if token[0] != "\\" and len(token) > 1:
                tokens[start] = token[1:]
                self.place = start
                return token[0]
            return token
        depth = 0
        for place in range(start, len(tokens)):
            token = tokens[place]
            if token == "{":
                depth += 1
            elif token == "}":
                depth -= 1
                if not depth:
                    self.place = place + 1
                    return "".join(tokens[start + 1 : place])
        self.place = len(tokens)
        return "".join(tokens[start + 1 :])
