"""Sentences bound to records: scanner, vocabulary, citations."""
