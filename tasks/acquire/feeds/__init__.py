"""One module a kind of feed."""
