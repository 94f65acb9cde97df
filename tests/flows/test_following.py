"""Followed figures: told when a counter moves them, when counters part, when one is taken back, and not at a copy."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tasks.desk import Desk
from tasks.following import begin, listed, look, moved_since, stop
from tasks.model import RawPage
from tasks.settings import load
from tasks.store.store import Store
from tasks.trouble import Misconfigured, Trouble
from tests.flows.test_rejudge import arrive

NOW = datetime(2025, 3, 6, 9, tzinfo=UTC)
PHRASE = "killed, Port Halden"
TOLL = "The ferry Aurelia sank off Port Halden on Monday and {n} people were killed, the {who} said on {day}. {rest}"


def page(name, publisher, day, text):
    return RawPage(
        source_id=name, url=f"https://{name}.example/ferry", publisher=publisher, title="Ferry sinks off Port Halden",
        published_raw=f"2025-03-{day:02}T12:00:00Z", published_basis="given", text=text,
    )  # fmt: skip


def toll(name, publisher, day, n, *, who="coast guard", rest="Divers worked until dark."):
    weekday = ("Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday")[day % 7]
    return page(name, publisher, day, TOLL.format(n=n, who=who, day=weekday, rest=rest))


def arrived(path, *pages, at=NOW):
    with Desk(load(), str(path), flow="refresh", now=at) as desk:
        arrive(desk, *pages)


def desk_of(path, hours=1):
    return Desk(load(), str(path), flow="follow", now=NOW + timedelta(hours=hours))


@pytest.fixture
def path(tmp_path):
    """A store in which the coast guard counts 41."""
    path = tmp_path / "tracewire.duckdb"
    arrived(path, toll("wire", "Harbour Wire", 4, 41))
    return path


def test_a_followed_figure_that_moves_is_told_once(path):
    with desk_of(path) as desk:
        begun = begin(desk, PHRASE, "Ana", 41)
        assert [held.value for held in begun.state] == [41]
        assert begun.alerts == ()
        assert look(desk) == ()
    arrived(path, toll("herald", "City Herald", 5, 60, rest="More were found in the hold."))
    with desk_of(path, 2) as desk:
        (told,) = look(desk)
        (alert,) = told.alerts
        assert alert.kind == "moved"
        assert "went from 41 killed (" in alert.sentence
        assert "to 60 killed (" in alert.sentence
        assert alert.sentence.endswith("; the house prints 41.")
        assert look(desk) == ()
    with Store.open(path) as store:
        ((follow, alert, _),) = moved_since(store, NOW)
        assert moved_since(store, NOW + timedelta(hours=3)) == ()
    assert (follow.owner, alert.was, alert.now) == ("Ana", "41 killed", "60 killed")


def test_one_more_print_of_the_same_figure_is_no_news(path):
    with desk_of(path) as desk:
        begin(desk, PHRASE, "Ana")
    arrived(path, toll("post", "Valley Post", 5, 41, rest="Shops stayed shut."))
    with desk_of(path, 2) as desk:
        assert look(desk) == ()


def test_a_figure_that_creeps_is_told(tmp_path):
    """Each step lies within the words before it; what counts is how far it is from what the owner knows."""
    path = tmp_path / "tracewire.duckdb"
    arrived(path, toll("wire", "Harbour Wire", 4, "about 400"))
    with desk_of(path) as desk:
        begin(desk, PHRASE, "Ana")
    told = []
    for hour, n in enumerate((440, 480), start=2):
        arrived(path, toll(f"herald{n}", "City Herald", 3 + hour, f"about {n}", rest=f"Divers found {hour} boats."))
        with desk_of(path, hour) as desk:
            told += [f"{alert.was} {alert.now}" for one in look(desk) for alert in one.alerts]
            assert look(desk) == ()
    assert told == ["about 400 killed about 480 killed"]


def test_counters_that_part_are_told(path):
    with desk_of(path) as desk:
        begin(desk, PHRASE, "Ana")
    arrived(path, toll("post", "Valley Post", 5, 75, who="health ministry", rest="Wards were full."))
    with desk_of(path, 2) as desk:
        (told,) = look(desk)
        assert [alert.kind for alert in told.alerts] == ["split"]
        assert "health ministry says 75 killed" in told.alerts[0].sentence
        assert "coast guard says 41 killed" in told.alerts[0].sentence
        assert look(desk) == ()


def test_a_figure_that_is_taken_back_is_told(path):
    with desk_of(path) as desk:
        begin(desk, PHRASE, "Ana")
    notice = (
        "Correction: An earlier report said that 41 people were killed when the ferry Aurelia sank off Port Halden. "
        "That figure was wrong and has been withdrawn."
    )
    arrived(path, page("wire-notice", "Harbour Wire", 5, notice))
    with desk_of(path, 2) as desk:
        (told,) = look(desk)
    assert [alert.kind for alert in told.alerts] == ["retracted"]
    assert "41 killed, was taken back" in told.alerts[0].sentence


def test_followed_before_anything_is_known(tmp_path):
    path = tmp_path / "tracewire.duckdb"
    Store.open(path).close()
    with desk_of(path) as desk:
        assert begin(desk, PHRASE, "Ana").state == ()
    arrived(path, toll("wire", "Harbour Wire", 4, 41))
    with desk_of(path, 2) as desk:
        (told,) = look(desk)
    assert [alert.kind for alert in told.alerts] == ["first count"]


def test_stopped_and_begun_again(path):
    with desk_of(path) as desk:
        begun = begin(desk, PHRASE, "Ana")
        begin(desk, "killed,  port halden", "ana")  # the same figure of the same owner
        assert len(listed(desk)) == 1
        stop(desk, begun.follow.follow_id[:8])
        assert listed(desk) == ()
    arrived(path, toll("herald", "City Herald", 5, 60))
    with desk_of(path, 2) as desk:
        assert look(desk) == ()
        with pytest.raises(Trouble, match="no followed figure is named so"):
            stop(desk, PHRASE)
        begin(desk, PHRASE, "Ana")
        stop(desk, PHRASE)
        assert listed(desk) == ()


@pytest.mark.parametrize(
    ("phrase", "owner", "house", "said"),
    [
        (PHRASE, " ", None, "whose figure is it"),
        (" ", "Ana", None, "no figure is named"),
        (",", "Ana", None, "names nothing that is counted"),
        (PHRASE, "Ana", float("nan"), "no number that could be printed"),
        (PHRASE, "Ana", -3.0, "no number that could be printed"),
        (PHRASE, "A" * 200, None, "has more than 100 characters"),
    ],
)
def test_bad_input_is_one_sentence(path, phrase, owner, house, said):
    with desk_of(path) as desk:
        with pytest.raises(Misconfigured, match=said):
            begin(desk, phrase, owner, house)
        assert listed(desk) == ()


def test_the_command_follows_lists_and_stops(path, run):
    ended = run("follow", PHRASE, "--owner", "Ana", "--figure", "600", "--store", path)
    assert ended.status == 0, ended.err
    assert "says 41 killed (4 March 2025, Harbour Wire); the house prints 600" in " ".join(ended.out.split())
    arrived(path, toll("herald", "City Herald", 5, 60), at=datetime.now(UTC))
    (told,) = json.loads(run("follow", "--look", "--json", "--store", path).out)
    assert [alert["kind"] for alert in told["alerts"]] == ["moved"]
    assert "went from 41 killed" in run("follow", "--list", "--store", path).out
    assert run("follow", "--stop", told["follow"][:8], "--store", path).status == 0
    assert "nobody follows a figure yet" in run("follow", "--list", "--store", path).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no figure is named"),
        ([PHRASE], "whose figure is it"),
        ([PHRASE, "--list"], "more than one thing is asked for"),
        (["--stop", "ffff"], "no followed figure is named so"),
    ],
)
def test_the_command_refuses_in_one_sentence(path, run, arguments, said):
    ended = run("follow", *arguments, "--store", path)
    assert ended.status != 0
    assert said in ended.err
    assert "Traceback" not in ended.err
