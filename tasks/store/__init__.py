"""The store: documents, claims, verdicts and all that they rest on, in one DuckDB file."""
