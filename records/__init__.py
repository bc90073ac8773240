"""What the office keeps: documents, pages, records and their states (Django app)."""
