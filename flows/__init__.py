"""Orchestration: flows, their deployments, and the `tracewire` command."""
