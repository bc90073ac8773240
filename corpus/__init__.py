"""What we know and how well we do: lexicons, sample letters, gold records, scoring."""
