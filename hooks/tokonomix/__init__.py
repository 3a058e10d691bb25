"""Generator of the Tokonomix site: reads dated, sourced records and reviews, and gives pages, feeds and checks."""

__version__ = "0.1.0"
