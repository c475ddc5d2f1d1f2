"""`python -m citeconv.csl`: a processor for programs in other languages.

Reads requests as JSON Lines on stdin and answers each at once with one JSON line. A request is
`{"name", "mode", "csl", "input", "citation_items"?, "citations"?, "bibentries"?, "bibsection"?,
"abbreviations"?, "options"?, "locale"?, "format"?}`, the answer `{"name", "result"}` or
`{"name", "error"}`. `mode` is `citation` or `bibliography`, perhaps with suffixes (`-header`,
`-nosort`, `-rtf`, `-plain`).
"""

from __future__ import annotations

import json
import sys

from citeconv.csl.requests import answer


def main() -> int:
    """Answer requests until stdin ends."""
    try:
        for line in sys.stdin:
            if line.strip():
                sys.stdout.write(json.dumps(answer(line), ensure_ascii=False) + "\n")
                sys.stdout.flush()
    except (BrokenPipeError, KeyboardInterrupt):
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
