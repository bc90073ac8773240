"""Gives the tests a data folder of their own, before Django's settings are read (`-p` in pyproject.toml)."""

import atexit
import os
import pathlib
import shutil
import tempfile

# The database to test with in place of SQLite.
DATABASE = "TESTS_DATABASE_URL"
FOLDER = tempfile.mkdtemp(prefix="vanthu-tests-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

# Whatever the machine's own service uses, the tests neither see nor touch it.
for name in [name for name in os.environ if name.startswith("VANTHU_")]:
    del os.environ[name]
os.environ.pop("DATABASE_URL", None)
if DATABASE in os.environ:
    os.environ["DATABASE_URL"] = os.environ[DATABASE]
os.environ["VANTHU_DATA"] = FOLDER
# A copy takes seconds of processor time; tests of copies make their own.
os.environ["VANTHU_ARCHIVE"] = "0"
# Tests ask more often than any program; tests of the limit set their own.
os.environ["VANTHU_API_RATE"] = "1000000"
# Playwright runs a loop in the tests' own thread, which Django takes for an asynchronous program.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# WhiteNoise warns when it is missing, and a warning is an error here.
(pathlib.Path(FOLDER) / "static").mkdir()
