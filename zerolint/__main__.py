"""`python -m zerolint`."""

import sys

from zerolint.cli import main

if __name__ == "__main__":
    sys.exit(main())
