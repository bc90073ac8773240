"""The pages on which staff see and check letters (Django app)."""
