"""The shipped configuration loads, says what the code says, and an unknown key is named."""

import re
import shutil
import tomllib
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from tasks.settings import CONFIG_FILES, Engine, Limits, Paths, Rules, Settings, load
from tasks.settings_night import DigestSettings, Night
from tasks.trouble import Misconfigured
from tests.samples.site import EVENT

CONFIG = EVENT.parents[2] / "config"
SETTINGS = load(CONFIG)


def _copy(tmp_path):
    folder = tmp_path / "config"
    shutil.copytree(CONFIG, folder)
    return folder


def test_shipped_numbers_are_the_defaults_of_the_code():
    """Deleting a line from settings.toml or rules.toml changes nothing."""
    assert (SETTINGS.paths, SETTINGS.limits, SETTINGS.engine) == (Paths(), Limits(), Engine())
    assert (SETTINGS.night, SETTINGS.digest) == (Night(), DigestSettings())
    assert SETTINGS.rules == Rules()


@pytest.mark.parametrize(
    ("file", "section", "model"),
    [
        ("settings.toml", "paths", Paths),
        ("settings.toml", "limits", Limits),
        ("settings.toml", "engine", Engine),
        ("settings.toml", "night", Night),
        ("settings.toml", "digest", DigestSettings),
        ("rules.toml", None, Rules),
    ],
)
def test_every_key_is_shown(file, section, model):
    """A person sees every key that there is, without reading code."""
    table = tomllib.loads((CONFIG / file).read_text(encoding="utf-8"))
    assert set(table[section] if section else table) == set(model.model_fields)


@pytest.mark.parametrize("file", ["settings.toml", "rules.toml"])
def test_every_key_is_explained(file):
    """Above each key, or each group of keys, stands a comment."""
    before = ""
    for line in (CONFIG / file).read_text(encoding="utf-8").splitlines():
        if re.match(r'["a-z]', line):
            assert before, line
        before = line if line.startswith("#") or (line and before) else ""


@pytest.mark.parametrize(
    ("file", "text", "key"),
    [
        ("settings.toml", "\n[limits2]\n", "limits2"),
        ("rules.toml", "\n[colour]\nred = 1\n", "colour"),
        ("sources.toml", "\n[colour]\nred = 1\n", "colour"),
        ("feeds.toml", '\ncolour = "red"\n', "colour"),
    ],
)
def test_an_unknown_key_is_named(tmp_path, file, text, key):
    """A slip of the pen is refused with the file and the key in one line."""
    folder = _copy(tmp_path)
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    with pytest.raises(Misconfigured) as wrong:
        load(folder)
    assert file in str(wrong.value)
    assert repr(key) in str(wrong.value) or f".{key}'" in str(wrong.value)


def test_a_broken_file_is_named(tmp_path):
    folder = _copy(tmp_path)
    (folder / "rules.toml").write_text("rounded_share = \n", encoding="utf-8")
    with pytest.raises(Misconfigured, match=r"rules\.toml"):
        load(folder)


def test_missing_files_mean_defaults(tmp_path):
    """An empty folder is a configuration without feeds."""
    empty = load(tmp_path)
    assert empty == Settings(folder=tmp_path.resolve())


def test_all_files_are_there():
    assert all((CONFIG / name).is_file() for name in CONFIG_FILES)


def test_feeds_are_considered():
    """Names and addresses are unique, every feed has an owner, and most publishers are configured sources."""
    feeds = SETTINGS.feeds
    assert len(feeds) >= 30
    for field in ("name", "url"):
        assert max(Counter(getattr(feed, field) for feed in feeds).values()) == 1
    assert all(feed.owner for feed in feeds)
    assert {feed.tier for feed in feeds if feed.enabled} >= {1, 2, 3}
    known = [feed for feed in feeds if feed.publisher.lower() in SETTINGS.sources.by_alias]
    assert len(known) >= 0.9 * len(feeds)
    for feed in known:
        assert SETTINGS.sources.by_alias[feed.publisher.lower()].owner == feed.owner, feed.name


def test_no_sample_feed_is_polled():
    """The feeds of the sample event wait for somebody to switch them on."""
    sample = [feed for feed in SETTINGS.feeds if "127.0.0.1" in feed.url]
    assert len(sample) == 3
    assert not any(feed.enabled for feed in sample)


def test_no_name_means_two_things():
    """An alias belongs to one source or to one place."""
    held = Counter(name.lower() for source in SETTINGS.sources.source for name in (source.name, *source.aliases))
    held.update(name.lower() for place in SETTINGS.sources.place for name in (place.name, *place.aliases))
    assert {name for name, times in held.items() if times > 1} == set()


def test_places_hang_together():
    """Every `within` is a place of the list, no place lies in itself, every zone exists."""
    names = {place.name for place in SETTINGS.sources.place}
    for place in SETTINGS.sources.place:
        assert place.within is None or (place.within in names and place.within != place.name)
        assert place.zone is None or ZoneInfo(place.zone).key == place.zone


def test_parties_are_known():
    """A rival is a place or a source of the list."""
    known = {source.name for source in SETTINGS.sources.source} | {place.name for place in SETTINGS.sources.place}
    for source in SETTINGS.sources.source:
        assert set(source.party_to) <= known, source.name


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("south korea's intelligence agency", "National Intelligence Service"),
        ("korean central news agency", "KCNA"),
        ("china's state-run news agency", "Xinhua"),
        ("aol aol general news", "AOL"),
    ],
)
def test_the_names_of_the_sample_article(alias, name):
    """The sources that the first article quotes are found under the words it uses."""
    assert SETTINGS.sources.by_alias[alias].name == name


@pytest.mark.parametrize(
    ("word", "ground"),
    [
        ("north korean", "North Korea"),
        ("pyongyang", "Pyongyang"),
        ("u.s.", "United States"),
        ("dutch", "Netherlands"),
        ("türkiye", "Turkey"),
    ],
)
def test_demonyms_mean_the_ground(word, ground):
    assert SETTINGS.sources.places_by_alias[word].name == ground


def test_capitals_lie_in_their_countries():
    place = SETTINGS.sources.places_by_alias
    for capital, country in [("pyongyang", "North Korea"), ("seoul", "South Korea"), ("kyiv", "Ukraine")]:
        assert place[capital].within == country


def test_the_examples_in_the_comments_are_feeds(tmp_path):
    """Who takes the marks away from an example has a feed that loads."""
    lines = (CONFIG / "feeds.toml").read_text(encoding="utf-8").partition("# ---- Archives and search services")[2]
    examples = [line.removeprefix("#   ") for line in lines.splitlines() if line.startswith("#   ")]
    toml = "\n".join(line for line in examples if line.startswith("[[") or " = " in line)
    (tmp_path / "feeds.toml").write_text(toml, encoding="utf-8")
    assert [feed.kind for feed in load(tmp_path).feeds] == ["archive", "search", "search", "search", "search"]
