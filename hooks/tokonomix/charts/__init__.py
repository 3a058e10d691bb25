"""Charts: one a file; each gives a figure with its title, its sentence and its table, or None without data."""
