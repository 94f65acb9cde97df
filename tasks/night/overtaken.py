"""What the digest tells beside its items: verdicts that the news overtook, and followed figures that moved.

In: an open store, settings, since when. Out: `News`, the newest first. A verdict is told where its newest judgement
differs from the last one before then, and where a page that came in after that one and speaks against it or went on
from it is a reason: one more newsroom that bears it out overtakes nothing, and where later rules or a reviewer's word
read the same pages otherwise, that is no news.
"""

from datetime import datetime

from tasks.following import moved_since
from tasks.report_files import page_address
from tasks.reports.changes import changes, correction_of, sentence_of
from tasks.reports.digest_model import News
from tasks.reports.safe import line
from tasks.settings import Settings
from tasks.store.store import Store
from tasks.vocabulary import Relation

TITLE_CHARS = 120
OVERTAKING = frozenset(
    {
        Relation.RETRACTED,
        Relation.CONTRADICTS,
        Relation.DENIES,
        Relation.LATER_FIGURE,
        Relation.SAME_NUMBER_OTHER_MEASURE,
    }
)


def overtaken(store: Store, settings: Settings, since: datetime) -> tuple[News, ...]:
    """The verdicts that came out otherwise since then because of what speaks against them or went on from them."""
    turned = store.standing.turned(since)
    verdicts = store.verdicts_by_id(sorted({key for one in turned for key in (one.was, one.now)}))
    ids = {one.claim.document_id for one in turned}
    ids |= {match.document_id for verdict in verdicts.values() for match in verdict.matches}
    documents = store.documents(sorted(ids))
    arrived = store.standing.arrived(ids)
    found = []
    for one in turned:
        article = documents.get(one.claim.document_id)
        changed = changes([one.claim], [verdicts[one.was]], [verdicts[one.now]])
        if article is None or not changed:
            continue
        against = [match.document_id for match in changed[0].why if match.relation in OVERTAKING]
        if not any(arrived.get(key, 0) > one.was_unit for key in against):
            continue
        found.append(
            News(
                sentence=sentence_of(changed[0], documents),
                about=f"{line(article.publisher or 'an unnamed outlet', 80)}: {line(article.title or '', TITLE_CHARS)}",
                draft=correction_of(changed[0], documents, article),
                page=page_address(article, settings),
                key=one.claim.claim_id,
            )
        )
    return tuple(found)


def moved(store: Store, since: datetime) -> tuple[News, ...]:
    """What the owners of followed figures were told since then."""
    return tuple(
        News(alert.sentence, f"followed for {line(follow.owner, 80)}", key=follow.follow_id)
        for follow, alert, _ in moved_since(store, since)
    )
