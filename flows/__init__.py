"""Orchestration: flows, their deployments, and the `tracewire` command.

Prefect reads its settings when it is first imported, so they are set here, before any module of this package can import
it: no telemetry, and time enough for a temporary server on a slow disk. What the person has set stays.
"""

import os

for _name, _value in (
    ("DO_NOT_TRACK", "1"),
    ("PREFECT_SERVER_ANALYTICS_ENABLED", "false"),
    ("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120"),  # the default of 20 s is too short on a fresh home
):
    os.environ.setdefault(_name, _value)
