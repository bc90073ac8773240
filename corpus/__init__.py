"""What we know and how well we do: lexicons, sample letters, gold records, scoring."""

import os

# Pages are read side by side; threads that share one small matrix wait longer than they multiply.
# Must be said before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
