"""Every setting the environment may give: name, default and meaning; values come out as text."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable.

    Attributes:
        name: As written in the environment.
        default: Taken when the variable is missing or empty.
        meaning: One sentence; docs/operations.md says more.
    """

    name: str
    default: str
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting("VANTHU_DATA", str(BASE / "var"), "Folder of everything the service keeps."),
    Setting("VANTHU_INBOX", "", "Watched folder; by default inbox/ in the data folder."),
    Setting("DATABASE_URL", "", "PostgreSQL; by default SQLite in the data folder."),
    Setting("VANTHU_S3_BUCKET", "", "Bucket that keeps the originals; by default a folder does."),
    Setting("VANTHU_S3_URL", "", "Address of an S3-compatible store; by default Amazon's."),
    Setting("VANTHU_BROKER_URL", "", "A Redis of your own; by default a private one is started."),
    Setting("VANTHU_HOST", "127.0.0.1", "Address the web page listens on."),
    Setting("VANTHU_PORT", "8000", "Port the web page listens on."),
    Setting("VANTHU_HOSTS", "localhost,127.0.0.1,[::1]", "Host names, comma separated."),
    Setting("VANTHU_SECRET_KEY", "", "Signing key; by default made once in the data folder."),
    Setting("VANTHU_WORKERS", "", "Letters read at the same time; by default one per core."),
    Setting("VANTHU_ATTEMPTS", "3", "Tries before a letter is set aside as failed."),
    Setting("VANTHU_RETRY_S", "30", "Seconds before the second try; each later one waits longer."),
    Setting("VANTHU_LEASE_S", "60", "Seconds after which a silent worker is taken for dead."),
    Setting("VANTHU_TURN_S", "20", "Seconds after which a long letter lets others go first."),
    Setting("VANTHU_SWEEP_S", "20", "Seconds between two sweeps."),
    Setting("VANTHU_SCAN_S", "2", "Seconds between two looks at the watched folder."),
    Setting("VANTHU_SETTLE_S", "2", "Seconds a file must be unchanged before it is taken."),
    Setting("VANTHU_PARTIAL_S", "60", "The same for a PDF whose end is missing."),
    Setting("VANTHU_SAMPLES", "1", "1: the first run reads the sample letters; 0: it does not."),
    Setting("VANTHU_ARCHIVE", "1", "1: every letter gets a searchable PDF/A copy; 0: none does."),
    Setting("VANTHU_MAX_MB", "200", "Larger files are not read (MiB)."),
    Setting("VANTHU_FREE_MB", "500", "With less free space no letters are taken (MiB)."),
    Setting("VANTHU_MAX_PAGES", "500", "Files with more pages are not read."),
    Setting("VANTHU_PAGE_TIMEOUT_S", "120", "Wall-clock limit for one page in one program."),
    Setting("VANTHU_LANGUAGES", "vie", "Tesseract's language names, joined by +."),
    Setting("VANTHU_READER", "ingest.read.read", "For tests only: the function that reads a file."),
    Setting("VANTHU_WEBHOOK_HOSTS", "", "Hosts of the own network that webhooks may call."),
    Setting("VANTHU_DELIVERIES_DAYS", "90", "Days that attempts to tell trackers are kept."),
    Setting("VANTHU_API_RATE", "600", "Requests a minute that one program may make."),
    Setting("VANTHU_TIME_ZONE", "Asia/Ho_Chi_Minh", "Time zone of the pages and the log."),
)


def values(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return every setting by name: from the environment, else the default.

    >>> values({"VANTHU_PORT": "9000"})["VANTHU_PORT"]
    '9000'
    """
    return {setting.name: environ.get(setting.name) or setting.default for setting in SETTINGS}
