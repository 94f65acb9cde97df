"""The flow `review` and its form: the record is the command's, the choices the vocabulary's, and refusals are clear."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tasks.store.store import Store

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
ROOT = Path(__file__).resolve().parents[2]
TEXT = "At least 12 people died when a ferry sank off Port Halden on Monday, police said.\n"
# One process of its own, with its own Prefect home: a flow on an ephemeral server.
RUN = """
import asyncio, json, sys
from typing import get_args
import flows
from flows import review as form
from tasks.vocabulary import ClaimKind, ReviewReason, VerdictLabel

for choices, known in ((form.WhyOverruled, ReviewReason), (form.Label, VerdictLabel), (form.Kind, ClaimKind)):
    assert {one for one in get_args(choices) if not one.startswith("(")} == set(known), choices
claim = sys.argv[1]
told = asyncio.run(form.review(
    claim, "Ada Quill", "overrule", form.Why(reason="number misread"), form.ShouldBe(as_figure="14"),
))
try:
    asyncio.run(form.review(claim, "Ada Quill", "overrule"))
except Exception as error:
    refused = str(error)
print(json.dumps([told, refused]))
"""


def _process(tmp_path, *arguments):
    environment = {
        **os.environ,
        "TRACEWIRE_HOME": str(tmp_path / "home"),
        "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    }
    environment.pop("PREFECT_API_URL", None)
    ended = subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
        cwd=ROOT,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_the_form_keeps_what_the_command_keeps(tmp_path):
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "pages.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    out = _process(
        tmp_path, "-m", "flows.cli", "verify", str(tmp_path / "ferry.txt"), "--published", "2025-03-04",
        "--archive", str(tmp_path / "pages.jsonl"), "--json",
    )  # fmt: skip
    claim = json.loads(out)["claims"][0]["claim_id"]
    told, refused = json.loads(_process(tmp_path, "-c", RUN, claim).splitlines()[-1])
    assert told[0].endswith("is overruled, says Ada Quill.")
    assert told[1].startswith("judged again, verdict ")
    assert "why? Give --reason: one of number misread, wrong event" in refused
    with Store.open(tmp_path / "home" / "tracewire.duckdb") as store:
        assert [(word.reviewer, word.reason) for word in store.review_words()] == [("Ada Quill", "number misread")]
        (right,) = store.corrections()
        assert (right.claim_id, right.value) == (claim, "14")
        assert len(store.verdicts_of(claim)) == 2
