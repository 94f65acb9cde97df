"""What the process that serves the deployments prints when they are registered; its parent waits for it."""

READY = "tracewire: the deployments are served"
KEEP_SCHEDULES = "--keep-schedules"
