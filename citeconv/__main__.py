"""`python -m citeconv` is the command."""

import sys

from citeconv.cli import run

if __name__ == "__main__":
    sys.exit(run())
