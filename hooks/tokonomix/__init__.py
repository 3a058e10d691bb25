"""Generator of the Tokonomix site: reads dated, sourced records and reviews, and gives pages, feeds and checks."""

import tokonomix.kept  # noqa: F401 - before all others: it notes the code that is loaded

__version__ = "0.1.0"
