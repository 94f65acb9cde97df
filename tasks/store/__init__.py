"""The DuckDB store: schema, unit of work, ledger, snapshot."""
