"""prefect.yaml and the table of flows/deployments.py say the same; every form is made of plain fields."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TABLE = """
import json
import flows
from flows.deployments import DEPLOYMENTS, TAG, scheduled
from prefect.flows import load_flow_from_entrypoint
from prefect.utilities.callables import parameter_schema
from tasks.settings import load
from pathlib import Path
import sys

night = load(Path(sys.argv[1])).night
found = []
for one in DEPLOYMENTS:
    schedule = scheduled(one, night)
    flow = load_flow_from_entrypoint(one.entrypoint)
    found.append({
        "name": one.name, "entrypoint": one.entrypoint, "description": one.description, "tags": [TAG],
        "cron": [[schedule.cron, schedule.timezone]] if schedule else [],
        "event": one.event,
        "limit": one.limit.model_dump(mode="json") if one.limit else None,
        "parameters": parameter_schema(flow).model_dump(),
    })
print(json.dumps(found))
"""
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Read in a process of its own: importing Prefect is nothing for a test that only reads."""
    environment = {**os.environ, "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect"))}
    ended = subprocess.run(
        [sys.executable, "-c", TABLE, str(ROOT / "config")],
        env=environment, capture_output=True, text=True, timeout=100, check=False, cwd=ROOT,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_the_yaml_says_what_the_table_says(table):
    written = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    assert written["pull"] == []
    assert {one["work_pool"]["name"] for one in written["deployments"]} == {"tracewire"}
    as_table = [
        {
            "name": one["name"],
            "entrypoint": one["entrypoint"],
            "description": one["description"],
            "tags": one["tags"],
            "cron": [[schedule["cron"], schedule["timezone"]] for schedule in one.get("schedules", [])],
            "event": next((event for trigger in one.get("triggers", []) for event in trigger["expect"]), None),
            "limit": one.get("concurrency_limit"),
        }
        for one in written["deployments"]
    ]
    shown = [{key: one[key] for key in as_table[0]} for one in table]
    for one in shown:
        if one["limit"]:
            one["limit"] = {key: one["limit"][key] for key in ("limit", "collision_strategy")}
    assert as_table == shown


def _fields(schema):
    """Every field of a form, those of the records inside it too."""
    for fields in (schema, *schema.get("definitions", {}).values()):
        yield from fields.get("properties", {}).items()


def test_forms_are_plain_fields_with_a_word_about_each(table):
    """No toggle between a value and none, no field for raw JSON, and something said of each."""
    for one in table:
        for name, field in _fields(one["parameters"]):
            assert "anyOf" not in field, f"{one['name']}: {name} would show a toggle"
            assert (
                "$ref" in field
                or "allOf" in field
                or field["type"] in {"string", "integer", "number", "boolean", "array"}
            )
            if "type" in field:
                assert field.get("description"), f"{one['name']}: nothing is said of {name}"


def test_the_article_form_has_a_list_to_choose_from(table):
    options = next(one for one in table if one["name"] == "one-article")["parameters"]["definitions"]["VerifyOptions"]
    assert options["properties"]["keep"]["enum"] == ["in the store", "for this run only"]
