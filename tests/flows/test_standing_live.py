"""New evidence on a live server: refresh, its event, standing claims judged again, and a webhook that is told.

The script of docs/automations.md is run as it stands there.
"""

import json
import os
import re
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tasks.store.store import Store
from tests.hostile.site import serve
from tests.support_night import watched_page, wire_page, write_feeds
from tests.support_up import up

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "automations.md"
TOLD_S = 120
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title>{items}</channel></rss>"""
ITEM = "<item><title>{path}</title><link>{{site}}/{path}</link><guid>{path}</guid></item>"
RISEN = """<html lang="en"><head><title>Toll of the Aurelia rises to 60</title>
<meta property="og:site_name" content="Harbour Wire">
<meta property="article:published_time" content="2025-03-06T09:00:00+00:00"></head><body><article>
<h1>Toll of the Aurelia rises to 60</h1>
<p>PORT HALDEN (Harbour Wire) — The death toll of the ferry Aurelia, which sank off Port Halden on Monday, has risen to
60, the Port Halden coast guard said on Thursday.</p>
<p>Divers found more of the passengers in the hold, and families were told in the old school hall before noon.</p>
</article></body></html>"""


def listed(www, *paths):
    items = "".join(ITEM.format(path=path) for path in paths)
    (www / "wire.xml").write_text(FEED.format(items=items), encoding="utf-8")


@pytest.fixture
def www(tmp_path):
    """A wire that counts 44, and an article that prints it."""
    folder = tmp_path / "www"
    folder.mkdir()
    (folder / "robots.txt").write_text("User-agent: *\nAllow: /\n", encoding="utf-8")
    (folder / "watched.xml").write_text(FEED.format(items=""), encoding="utf-8")
    (folder / "first.html").write_text(wire_page(0, 44), encoding="utf-8")
    (folder / "story.html").write_text(watched_page(0, 44), encoding="utf-8")
    listed(folder, "first.html")
    return folder


@pytest.fixture
def desk():
    """A receiver on loopback; what was posted to it, as JSON."""
    posted = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            posted.append(json.loads(body) if isinstance(body, str) else body)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *words):
            del words

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/desk", posted
    server.shutdown()
    server.server_close()


def alert_desk(folder, api, address):
    """Run the page's own script, as the page says."""
    (script,) = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (folder / "alert_desk.py").write_text(script, encoding="utf-8")
    environment = {**os.environ, "PREFECT_API_URL": api, "PREFECT_HOME": str(folder / "prefect"), "DO_NOT_TRACK": "1"}
    for _ in range(2):  # run again, it changes nothing
        ended = subprocess.run(
            [sys.executable, "alert_desk.py", address],
            cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert ended.returncode == 0, ended.stderr
        assert "the desk will be told" in ended.stdout


def waited(posted, wanted):
    ends = time.monotonic() + TOLD_S
    while time.monotonic() < ends:
        if found := [one for one in list(posted) if wanted(one)]:
            return found
        time.sleep(0.5)
    raise AssertionError(f"nobody was told: {posted}")


def test_new_evidence_turns_a_standing_verdict_and_the_desk_is_told(tmp_path, www, desk):
    """From the poll of a feed to the desk's webhook, with nobody at the keyboard between them."""
    address, posted = desk
    with serve(www) as site:
        config = tmp_path / "config"
        write_feeds(config, site.url)
        with up(tmp_path / "up", "--config", str(config)) as running:
            first = running.run("refresh-feeds/hourly")
            assert first["state_type"] == "COMPLETED", first["state"]["message"]
            done = running.run(
                "verify-article/one-article", article=f"{site.url}/story.html", options={"keep": "in the store"}
            )
            assert done["state_type"] == "COMPLETED", done["state"]["message"]
            follow = [sys.executable, "-m", "flows.cli", "follow", "killed, Port Halden", "--owner", "Ana"]
            home = {**os.environ, "TRACEWIRE_HOME": str(tmp_path / "up" / "home")}
            command = [*follow, "--figure", "44", "--config", str(config)]
            ended = subprocess.run(command, env=home, capture_output=True, text=True, timeout=120, check=False)
            assert ended.returncode == 0, ended.stderr
            alert_desk(tmp_path, running.api, address)

            (www / "second.html").write_text(RISEN, encoding="utf-8")
            listed(www, "second.html", "first.html")
            polled = running.run("refresh-feeds/hourly", options={"feeds": ["Harbour Wire"]})
            assert polled["state_type"] == "COMPLETED", polled["state"]["message"]

            (changed, *_) = waited(posted, lambda one: "44" in one.get("what changed", ""))
            (moved, *_) = waited(posted, lambda one: one.get("owner") == "Ana")
    assert changed["article"] == f"{site.url}/story.html"
    assert "rises to 60" in changed["what changed"]
    assert changed["correction"].startswith("Update (draft): On 5 March 2025 we wrote 44 killed")
    assert [alert["kind"] for alert in moved["alerts"]] == ["moved"]
    assert "went from 44 killed" in moved["alerts"][0]["sentence"]
    with Store.open(tmp_path / "up" / "home" / "tracewire.duckdb") as store:
        versions = store.verdicts_of(changed["claim"])
    assert len(versions) == 2
    assert versions[0] == changed["verdict"]
