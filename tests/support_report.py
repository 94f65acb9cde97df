"""The sample article with figures, years and words changed, so that its report holds every kind of verdict."""

import re
from functools import lru_cache

from tasks.model import RawPage
from tests.support import SAMPLES

CHANGES = (
    ("An estimated 2,000 of", "An estimated 4,800 of"),
    ("first meeting in six years", "first meeting in four years"),
    ("Twenty-six foreign leaders", "Thirty-one foreign leaders"),
    ("good friends and good comrades", "good neighbours and good comrades"),
)
MORE = (
    "The toll of 4,800 was made up of 1,200 in the spring and 2,900 in the summer, the agency said. "
    "Kim may visit Moscow next year, analysts think."
)


def altered_article(
    title: str = "Kim leaves Beijing as toll of his troops is put at 4,800", more: str = MORE
) -> RawPage:
    """The article as a page that came in."""
    text = _prose()
    for before, after in CHANGES:
        assert before in text, before
        text = text.replace(before, after)
    return RawPage(
        source_id="altered",
        url="https://altered.example/kim-leaves-beijing",
        publisher="Altered Post",
        published_raw="2025-09-05T07:10:00-04:00",
        published_basis="given",
        title=title,
        text=f"{text}\n\n{more}",
    )


@lru_cache(maxsize=1)
def _prose() -> str:
    """The paragraphs of the sample's page, from its dateline on."""
    html = (SAMPLES / "summit-copy.html").read_text(encoding="utf-8")
    found = [
        re.sub(r"<[^>]{0,500}>", "", one) for one in re.findall(r"<p[^>]{0,200}>(.{40,3000}?)</p>", html, re.DOTALL)
    ]
    prose = "\n\n".join(" ".join(one.split()) for one in found)
    return prose[prose.index("SINGAPORE") :]
