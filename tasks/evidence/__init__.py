"""Finding the passages that may speak to a claim."""
