"""Keys weigh by rarity: what many articles share ties nothing, a name and a word of one story tie its articles."""

import pytest

from tasks.store.standing_keys import sharing
from tasks.store.store import Store
from tasks.verdicts.standing import KIND, NAME, WORD, Key

COMMON = [Key(WORD, word) for word in ("kill", "peopl", "polic", "say", "monday")]
COUNTRY = Key(NAME, "brennia")
FERRY = [Key(NAME, "aurelia"), Key(NAME, "port halden"), Key(WORD, "ferri")]
DEATHS, DATES = Key(KIND, "casualty"), Key(KIND, "date")


@pytest.fixture(scope="module")
def store():
    """Sixty articles of one country, each of a story of its own; the first of them is about the ferry."""
    with Store.in_memory() as store:
        with store.unit("keys") as unit:
            for number in range(60):
                own = FERRY if number == 0 else [Key(NAME, f"town {number}"), Key(WORD, f"event{number}")]
                for key in (*COMMON, COUNTRY, DEATHS, *own):
                    unit.put_key(f"article-{number:02}", key)
        yield store


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ([DEATHS, COUNTRY, *COMMON], ()),  # another accident in the same country
        ([DEATHS, COUNTRY, *COMMON, *FERRY], ("article-00",)),
        ([DEATHS, FERRY[0], FERRY[2]], ("article-00",)),
        ([DEATHS, FERRY[0]], ()),  # one name alone: another ship of that name, or its owner
        ([DATES, *FERRY], ()),  # it says nothing of the sort that the article says
        ([DEATHS, Key(WORD, "aurelia"), Key(WORD, "port halden")], ()),  # a word is no name
        ([DEATHS, Key(NAME, "town 7"), Key(WORD, "event7"), *FERRY], ("article-00", "article-07")),
        ([], ()),
    ],
)
def test_a_new_page_finds_the_articles_of_its_story(store, keys, found):
    assert sharing(store._connection, [("page", key) for key in keys]) == found


def test_an_article_does_not_find_itself(store):
    assert sharing(store._connection, [("article-00", key) for key in (DEATHS, *FERRY)]) == ()
