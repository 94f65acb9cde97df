"""`tracewire digest` on a night's store: shown, put away with a name and a reason, sent to loopback servers."""

import json
import shutil
import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from flows.commands.nightly import run_nightly
from tasks.store.store import Store
from tests.hostile.site import serve
from tests.support_night import write_feeds, write_site


@pytest.fixture(scope="module")
def a_night(tmp_path_factory):
    """A night of four articles, two of which print too few dead; each test gets a copy of what it left."""
    folder = tmp_path_factory.mktemp("night")
    write_site(folder / "www", 4)
    with serve(folder / "www") as site, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACEWIRE_HOME", str(folder / "home"))
        write_feeds(folder / "config", site.url)
        assert run_nightly(folder / "config", None) == 0
    return folder


@pytest.fixture
def night(run, tmp_path, a_night):
    shutil.copytree(a_night / "home", run.home)
    shutil.copytree(a_night / "config", tmp_path / "config")
    return tmp_path / "config"


def _shown(run, config):
    return json.loads(run("digest", "--config", config, "--json").out)


def _more(config, text):
    file = config / "settings.toml"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_shows_items_with_links_that_lead_to_reports(run, night):
    shown = _shown(run, night)
    assert [item["sentence"].split(";")[0].split(" according")[0] for item in shown["items"]].count(
        "Morning Ledger prints 24 killed"
    ) == 1
    assert len(shown["items"]) == 2
    reports = run.home / "reports"
    for item in shown["items"]:
        page = item["articles"][0]["page"]
        assert (reports / page.rpartition("/")[2]).is_file()
        assert page.rpartition("/")[2] in (reports / "index.html").read_text(encoding="utf-8")
    text = run("digest", "--config", night).out
    assert "NEW Morning Ledger prints" in text


def test_links_use_the_base_url(run, night):
    _more(night, '\n[reports]\nbase_url = "https://desk.example/tracewire"\n')
    shown = _shown(run, night)
    assert shown["page"].startswith("https://desk.example/tracewire/night-")
    assert shown["items"][0]["articles"][0]["page"].startswith("https://desk.example/tracewire/")


def test_put_away_with_a_name_and_a_reason(run, night):
    first, second = (item["item_id"] for item in _shown(run, night)["items"])
    ended = run("digest", "--config", night, "--dismiss", first[:8], "--by", "Ana", "--reason", "early count")
    assert ended.status == 0, ended.err
    ended = run(
        "digest", "--config", night, "--snooze", second, "--until", "2999-01-01", "--by", "Ben", "--reason", "wait"
    )
    assert ended.status == 0, ended.err
    shown = _shown(run, night)
    assert (shown["items"], shown["away"]) == ([], 2)
    with Store.open(run.home / "tracewire.duckdb") as store:
        kept = [(one.decision, one.decided_by, one.reason) for one in store.digest_decisions()]
    assert kept == [("dismissed", "Ana", "early count"), ("snoozed", "Ben", "wait")]


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--dismiss", "IT", "--by", "Ana"], 2, "--reason WHY is missing"),
        (["--dismiss", "IT", "--reason", "x"], 2, "--by NAME is missing"),
        (["--dismiss", "0123456789", "--by", "Ana", "--reason", "x"], 1, "no item of a digest has that id"),
        (["--snooze", "IT", "--by", "Ana", "--reason", "x"], 2, "--until DAY is missing"),
        (["--snooze", "IT", "--until", "2001-01-01", "--by", "A", "--reason", "x"], 2, "is not in the future"),
        (["--snooze", "IT", "--until", "soon", "--by", "A", "--reason", "x"], 2, "not a date that can be read"),
        (["--send"], 2, "no road is set"),
    ],
)
def test_a_wrong_option_is_one_sentence_and_changes_nothing(run, night, options, status, said):
    item = _shown(run, night)["items"][0]["item_id"]
    ended = run("digest", "--config", night, *(item if word == "IT" else word for word in options))
    assert ended.status == status
    assert said in ended.err
    assert len(_shown(run, night)["items"]) == 2


def test_without_a_store_it_says_so(run, config):
    ended = run("digest", "--config", config)
    assert ended.status == 1
    assert "there is no store yet" in ended.err


class _Hook(BaseHTTPRequestHandler):
    got: ClassVar[list[tuple[dict[str, str], bytes]]] = []
    status = 204

    def do_POST(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.got.append((headers, self.rfile.read(int(headers["content-length"]))))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the standard library's name
        pass


@contextmanager
def hook(status=204):
    """A loopback webhook; gives its address and what it got."""

    class Handler(_Hook):
        got: ClassVar[list[tuple[dict[str, str], bytes]]] = []

    Handler.status = status
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/in?token=s3cret", Handler.got
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _allow(config, address):
    file = config / "settings.toml"
    host = address.partition("//")[2].partition("/")[0]
    text = file.read_text(encoding="utf-8").replace('allow_hosts = ["', f'allow_hosts = ["{host}", "')
    file.write_text(text, encoding="utf-8")


def test_to_a_webhook_with_its_secret_header(run, night, monkeypatch):
    monkeypatch.setenv("HOOK_KEY", "opensesame")
    with hook() as (address, got):
        _allow(night, address)
        _more(night, f'\n[digest]\nwebhook = "{address}"\nwebhook_headers = {{ "X-Key" = "$HOOK_KEY" }}\n')
        ended = run("digest", "--config", night, "--send")
    assert ended.status == 0, ended.err
    ((headers, body),) = got
    assert headers["x-key"] == "opensesame"
    assert len(json.loads(body)["items"]) == 2


def test_a_webhook_that_refuses_is_said_without_its_secrets(run, night, monkeypatch):
    with hook(500) as (address, _):
        _allow(night, address)
        _more(night, f'\n[digest]\nwebhook = "{address}"\nwebhook_headers = {{ "X-Key" = "$NOT_SET_ANYWHERE" }}\n')
        unset = run("digest", "--config", night, "--send")
        monkeypatch.setenv("NOT_SET_ANYWHERE", "opensesame")
        refused = run("digest", "--config", night, "--send")
    assert (unset.status, refused.status) == (1, 1)
    assert "$NOT_SET_ANYWHERE is not set" in unset.err
    assert "answered 500" in refused.err
    assert "s3cret" not in refused.err
    assert "opensesame" not in refused.err


def test_a_webhook_inside_the_network_is_refused_unless_it_is_allowed(run, night):
    """The digest's road goes through the same guard as every fetch."""
    _more(night, '\n[digest]\nwebhook = "http://169.254.169.254/latest"\n')
    ended = run("digest", "--config", night, "--send")
    assert ended.status == 1
    assert "inside a network" in ended.err


class _Smtp(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as takes one message."""

    def handle(self) -> None:
        def say(words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

        say("220 post.example")
        while row := self.rfile.readline().decode().strip():
            verb = row[:4].upper()
            if verb == "DATA":
                say("354 go on")
                lines = []
                while (part := self.rfile.readline()) != b".\r\n":
                    lines.append(part)
                self.server.got.append(b"".join(lines))  # type: ignore[attr-defined] # the test's own server
                say("250 taken")
            elif verb == "QUIT":
                say("221 bye")
                return
            else:
                say("250 ok")


def test_by_mail(run, night):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.got = []  # type: ignore[attr-defined] # see above
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        port = server.server_address[1]
        _more(night, f'\n[digest]\nmail_to = ["desk@news.example"]\nsmtp_host = "127.0.0.1"\nsmtp_port = {port}\n')
        ended = run("digest", "--config", night, "--send")
        server.shutdown()
        thread.join()
    assert ended.status == 0, ended.err
    (raw,) = server.got  # type: ignore[attr-defined] # see above
    message = message_from_bytes(raw, policy=policy.default)
    assert message["To"] == "desk@news.example"
    assert message["Subject"].startswith("Tracewire: 2 things need a person")
    assert "Morning Ledger prints 24 killed" in message.get_content().replace("=\n", "")


def test_a_mail_server_that_is_down_is_said(run, night):
    _more(night, '\n[digest]\nmail_to = ["desk@news.example"]\nsmtp_host = "127.0.0.1"\nsmtp_port = 9\n')
    ended = run("digest", "--config", night, "--send")
    assert ended.status == 1
    assert "127.0.0.1:9: the mail server did not take the digest" in ended.err


def test_a_reviewed_claim_is_asked_no_more_and_its_report_says_who(run, night):
    first, *others = _shown(run, night)["items"]
    claim, page = (first["articles"][0][key] for key in ("claim_id", "page"))
    ended = run(
        "review", claim, "--overrule", "--by", "Ana Reed", "--reason", "wrong event", "--note", "the tug",
        "--config", night,
    )  # fmt: skip
    assert ended.status == 0, ended.err
    assert [item["item_id"] for item in _shown(run, night)["items"]] == [one["item_id"] for one in others]
    report = (run.home / "reports" / page.rpartition("/")[2]).read_text(encoding="utf-8")
    assert "Ana Reed overruled it on" in report
    assert "wrong event: the tug" in report
