"""Records go out to other trackers: JSON export and API (Django app)."""
