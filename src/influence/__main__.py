"""`python -m influence` is the command line."""

import sys

from influence.cli.main import main

sys.exit(main())
