"""`python -m influence` is the command line."""

import sys

from influence.cli import main

sys.exit(main())
