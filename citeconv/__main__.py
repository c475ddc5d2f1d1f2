"""`python -m citeconv`: the command."""

import sys

from citeconv.cli.main import main

sys.exit(main())
