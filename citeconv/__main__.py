"""`python -m citeconv` is the command."""

import sys

from citeconv.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
