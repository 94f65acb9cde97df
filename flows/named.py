"""What a run is called and tagged in the UI, so that a list of runs reads like a list of what was done.

In: the article as it was asked for, later what came of it. Out: a name when the run begins, a better one with tags when
the title is known. A server that does not take them costs the name, never the run.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectException
from prefect.runtime import flow_run

from tasks.model import Verification
from tasks.reports.safe import line

NAME_CHARS = 100  # of a row in a list of runs


def article_run_name() -> str:
    """Where it stands and the end of its address: "verify news.example: ferry-sinks"."""
    asked = str(flow_run.parameters.get("article", ""))
    try:
        parts = urlsplit(asked)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    path = parts.path if host else asked
    last = path.rstrip("/").rpartition("/")[2]
    return line(f"verify {host}: {last}" if host else f"verify {last}", NAME_CHARS)


def night_run_name() -> str:
    """By its day: "night of 25 November 2026"."""
    begun = flow_run.scheduled_start_time
    return f"night of {begun.day} {begun:%B %Y}"


async def say_what_it_was(found: Sequence[Verification]) -> None:
    """Rename and tag the run by its first article: title, publisher, and whether somebody is needed."""
    if not found or not flow_run.id:
        return
    document = found[0].document
    needing = sum(verdict.needs_person for one in found for verdict in one.verdicts)
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    name = line(f"{document.publisher or 'unknown publisher'}: {document.title or 'article'}", NAME_CHARS)
    tags = ["article", "needs a person" if needing else "calm"]
    if document.publisher:
        tags.append(line(document.publisher, NAME_CHARS))
    try:
        async with get_client() as client:
            run = await client.read_flow_run(flow_run.id)
            await client.update_flow_run(run.id, name=f"{name}{more}", tags={*run.tags, *tags})
    except (PrefectException, OSError):
        return
