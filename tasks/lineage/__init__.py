"""Who copied whom: copies, credits, families, origins. Pure."""
