"""Every deployment of the project, as one table: when it runs, what starts it, how often at once.

In: settings, which say when the night begins and in which zone. Out: what `tracewire up` serves. prefect.yaml says the
same for `prefect deploy --all` and a worker started elsewhere; tests/flows/test_deployments.py holds the two together.
A new flow is one line here and one table there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.client.schemas.schedules import CronSchedule
from prefect.deployments.runner import RunnerDeployment
from prefect.events import DeploymentEventTrigger, DeploymentTriggerTypes, TriggerTypes
from prefect.schedules import Cron

from tasks.settings import Settings
from tasks.settings_night import Night

TAG = "tracewire"
EVIDENCE_ARRIVED = "tracewire.evidence.arrived"


@dataclass(frozen=True, slots=True)
class Deployment:
    """One way in which a flow is run. `cron` reads its line from the night's settings; `event` starts a run as well.

    Of a deployment that runs by itself there is never more than one at once: the next would only wait for the store.
    """

    name: str
    entrypoint: str
    description: str
    cron: Callable[[Night], str] | None = None
    event: str | None = None

    @property
    def limit(self) -> ConcurrencyLimitConfig | None:
        """One at a time where nobody waits for it; a run that comes too soon is cancelled, not queued."""
        if self.cron is None and self.event is None:
            return None
        return ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)


DEPLOYMENTS = (
    Deployment("one-article", "flows.verify:verify_article", "Check one article: give its address or a file."),
    Deployment(
        "hourly",
        "flows.refresh:refresh_feeds",
        "Poll the reference feeds that are due.",
        cron=lambda night: night.refresh_cron,
    ),
    Deployment(
        "every-night",
        "flows.nightly:nightly",
        "Poll all feeds, then verify everything new of the watched ones.",
        cron=lambda night: night.cron,
    ),
    Deployment(
        "morning",
        "flows.digest:digest",
        "Put together what needs a person and send it.",
        cron=lambda night: night.digest_cron,
    ),
    Deployment(
        "standing-claims",
        "flows.reverify:reverify",
        "Judge again what new evidence may speak to.",
        cron=lambda night: night.reverify_cron,
        event=EVIDENCE_ARRIVED,
    ),
    Deployment("review", "flows.review:review", "Confirm or overrule a verdict by name, on the record."),
)


def scheduled(deployment: Deployment, night: Night) -> CronSchedule | None:
    """When it runs by itself, in a zone that is named."""
    return None if deployment.cron is None else CronSchedule(cron=deployment.cron(night), timezone=night.zone)


def served(settings: Settings) -> list[RunnerDeployment]:
    """All of them as `tracewire up` registers them; a schedule that an earlier `up` paused runs again."""
    return [_served(deployment, settings.night) for deployment in DEPLOYMENTS]


def _served(deployment: Deployment, night: Night) -> RunnerDeployment:
    found = scheduled(deployment, night)
    triggers: list[DeploymentTriggerTypes | TriggerTypes] = (
        [DeploymentEventTrigger(name=f"{deployment.name}: {deployment.event}", expect={deployment.event})]
        if deployment.event
        else []
    )
    return RunnerDeployment.from_entrypoint(
        deployment.entrypoint,
        deployment.name,
        schedule=Cron(found.cron, timezone=found.timezone) if found else None,
        triggers=triggers,
        paused=False,
        description=deployment.description,
        tags=[TAG],
        concurrency_limit=deployment.limit,
    )
