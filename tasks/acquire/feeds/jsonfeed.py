"""JSON Feed 1.0 and 1.1: one document, asked for conditionally, read by tasks.acquire.json_entries in the child.

In and out: see polling.poll_with.
"""

from functools import partial

from tasks.acquire.feeds.polling import listed_by, poll_with

PARSE = "tasks.acquire.json_entries:parse_json_feed"

poll = partial(poll_with, partial(listed_by, PARSE))
