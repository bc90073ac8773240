"""Carries work between packages: Celery app, tasks, the flow, the watcher."""
