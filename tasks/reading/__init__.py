"""From a page to a document and its sentences. Pure."""
