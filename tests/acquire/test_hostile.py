"""Every hostile path at once, in a child process: on time, in little memory, and never a step into the network."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.hostile.probe import DEADLINE_S, PARSE_S
from tests.hostile.server import ATTACKS, FEEDS, hostile

ROOT = Path(__file__).resolve().parents[2]
MORE_MEGABYTES = 60  # issue target, over all paths together
GOOD = {
    "/good",
    "/words",
    "/good-gzip",
    "/nul",
    "/empty",
    "/image",
    "/pdf",
    "/pdf-as-html",
    "/odd-charset",
    "/long-etag",
    "/odd-etag",
}
# Ways to write an address that is inside, as a redirect would; {port} is one on which something does listen.
INSIDE = (
    "http://127.0.0.1:{port}/", "http://127.1:{port}/", "http://0x7f.1:{port}/", "http://2130706433:{port}/",
    "http://0177.0.0.1:{port}/", "http://0:{port}/", "http://0.0.0.0:{port}/", "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/", "http://127.0.0.1.:{port}/", "http://user:pw@127.0.0.1:{port}/",
    "http://[::1]:{port}/", "http://[::]:{port}/", "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/", "http://[::127.0.0.1]:{port}/", "http://[64:ff9b::7f00:1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/", "http://[64:ff9b:1::7f00:1]:{port}/", "http://[2002:7f00:1::]:{port}/",
    "http://[2002:7f00:1::1]:{port}/", "http://[fe80::1]:{port}/", "http://[fc00::1]:{port}/",
    "http://[fec0::1]:{port}/", "http://[ff02::1]:{port}/", "http://[2001::1]:{port}/", "http://10.0.0.1/",
    "http://172.16.0.1/", "http://192.168.0.1/", "http://100.64.0.1/", "http://169.254.169.254/latest/meta-data/",
    "http://192.0.0.8/", "http://192.0.2.1/", "http://198.18.0.1/", "http://224.0.0.1/", "http://240.0.0.1/",
    "http://255.255.255.255/", "http://\u2460\u2461\u2466.0.0.1:{port}/",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_no_path_is_late_large_or_inside():
    """Fetches end at their deadline, polls at that and their parser's; a listener inside sees nobody."""
    assert len(ATTACKS) >= 30
    with hostile() as server, hostile() as canary:
        port = canary.host.rpartition(":")[2]
        inside = [f"/to?{quote(url.format(port=port), safe='')}" for url in INSIDE]
        feeds = [f"{kind}={path}" for path, (kind, _) in FEEDS.items()]
        paths = [path for path in ATTACKS if path not in FEEDS and path != "/to"]
        done = subprocess.run(
            [sys.executable, "-m", "tests.hostile.probe", server.host, port, *inside, *paths, *feeds],
            capture_output=True,
            cwd=ROOT,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert canary.connections == 0
    costs = json.loads(done.stdout)
    assert len(costs) == len(inside) + len(paths) + len(feeds)
    for path in inside:
        outcome = costs[path][0]  # a resolver that does not know the spelling has refused it for us
        assert outcome.startswith("Refused") or "there is no host" in outcome, (path, outcome)
    for path in paths:
        outcome, seconds, _ = costs[path]
        assert seconds < DEADLINE_S + 1, (path, outcome, seconds)
        assert outcome.startswith("read") == (path in GOOD), (path, outcome)
    for path in FEEDS:
        outcome, seconds, _ = costs[path]
        assert seconds < DEADLINE_S + PARSE_S + 1, (path, outcome, seconds)
        assert "new" not in outcome.partition(":")[0], (path, outcome)
    assert max(more for _, _, more in costs.values()) < MORE_MEGABYTES, sorted(
        ((more, path) for path, (_, _, more) in costs.items()), reverse=True
    )[:5]
