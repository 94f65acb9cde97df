"""RSS, RDF and Atom feeds, well-formed or not: one document, asked for conditionally and read by feedparser.

In and out: see polling.poll_with.
"""

from functools import partial

from tasks.acquire.feeds.polling import listed_by, poll_with

PARSE = "tasks.acquire.entries:parse_feed"

poll = partial(poll_with, partial(listed_by, PARSE))
