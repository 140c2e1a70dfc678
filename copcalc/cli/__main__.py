"""`python -m copcalc.cli` is `copcalc`."""

import sys

from copcalc.cli import main

if __name__ == "__main__":
    sys.exit(main())
