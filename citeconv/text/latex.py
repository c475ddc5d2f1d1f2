"""LaTeX ⇄ Unicode with CSL's inline markup: the words that formats and the CSL printer use.

`decode` reads what a bibliography's fields hold, `encode` writes it; `decode_url` and `encode_url` are for
verbatim fields; `escape` is for plain text.  Tables: `latex_tables`.
"""

from citeconv.text.latex_decode import decode
from citeconv.text.latex_encode import encode, encode_all, escape
from citeconv.text.latex_titles import encode_title, encode_titles
from citeconv.text.latex_urls import decode_url, encode_url

__all__ = [
    "decode",
    "decode_url",
    "encode",
    "encode_all",
    "encode_title",
    "encode_titles",
    "encode_url",
    "escape",
]
