"""Reports: what was changed, for the terminal, as JSON and as HTML."""
