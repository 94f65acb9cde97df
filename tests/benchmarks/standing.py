"""What it costs to find the standing claims that a day's news may speak to, against how many stand.

Run: python -m tests.benchmarks.standing [--articles N ...] [--pages N]
Data: none; keys are drawn as the words of news are (few common, many rare), each article of a story that others tell.
Data: none; keys are drawn as words of news are (few common, many rare), each article of a story that others tell too.
The news stays the same while what stands grows; every new page belongs to one of the stories.
"""

import argparse
import random
import time

from rich.console import Console
from rich.table import Table

from tasks.store.standing_keys import sharing
from tasks.store.store import Store
from tasks.verdicts.standing import KIND, NAME, WORD, Key

STORY_ARTICLES = 20  # that tell one story
NAMES, WORDS = 12, 45  # keys of an article: of its story, of a country, and of the language
COMMON_WORDS, LANGUAGE = 60, 20_000
CLAIMS = 40
KINDS = ("casualty", "date", "quantity", "quote")


def keys(story: int, drawn: random.Random) -> list[Key]:
    """The keys of one article of a story."""
    own = random.Random(story)
    names = {f"name{own.randrange(10**6)}" for _ in range(8)} | {f"country{own.randrange(40)}"}
    topic = {f"w{own.randrange(COMMON_WORDS, LANGUAGE)}" for _ in range(20)}
    found = [Key(NAME, name) for name in drawn.sample(sorted(names), 5)]
    found += [Key(NAME, f"name{drawn.randrange(10**6)}") for _ in range(NAMES - 5)]
    found += [Key(WORD, word) for word in drawn.sample(sorted(topic), 10)]
    common = [f"w{drawn.randrange(COMMON_WORDS)}" for _ in range(20)]
    found += [Key(WORD, word) for word in common]
    found += [Key(WORD, f"w{int(LANGUAGE ** drawn.random())}") for _ in range(WORDS - 30)]
    return [*set(found), *(Key(KIND, kind) for kind in drawn.sample(KINDS, 3))]


def measured(articles: int, pages: int) -> tuple[int, float]:
    """How many articles are found, and the CPU seconds of the lookup."""
    drawn = random.Random(articles)
    stories = max(1, articles // STORY_ARTICLES)
    with Store.in_memory() as store:
        with store.unit("benchmark") as unit:
            for number in range(articles):
                for key in keys(number % stories, drawn):
                    unit.put_key(f"{number:032x}", key)
        told = random.Random(1)
        chosen = [told.randrange(min(stories, 40)) for _ in range(pages)]
        news = [(f"page{number}", key) for number, story in enumerate(chosen) for key in keys(story, told)]
        begun = time.process_time()
        found = sharing(store._connection, news)
        return len(found), time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[250, 2_500, 25_000])
    parser.add_argument("--pages", type=int, default=200)
    asked = parser.parse_args()
    table = Table("articles that stand", "claims, some", "found", "CPU s")
    for articles in asked.articles:
        found, spent = measured(articles, asked.pages)
        table.add_row(f"{articles:,}", f"{articles * CLAIMS:,}", f"{found:,}", f"{spent:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
