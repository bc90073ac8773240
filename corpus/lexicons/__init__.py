"""Facts as lists: tables compiled from public sources; `README.md` says from which and when."""
