"""What make calls to set up, lint and vendor; no page of the site depends on it."""
