"""Libraries that would start threads of their own: their environment, so that each keeps to one.

Letters and pages are read side by side, one a core. A second thread of a library only takes the core
from another page, and most of its time goes into waiting for work.
"""

ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
