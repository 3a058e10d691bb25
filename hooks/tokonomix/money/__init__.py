"""Rates on a day and the bills they make."""
