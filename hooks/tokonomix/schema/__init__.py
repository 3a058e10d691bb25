"""Shape of every file as written; pydantic stays at this border."""
