"""Run the command line as ``python -m sphinx_publication``."""

import sys

from sphinx_publication.commands import main

sys.exit(main())
