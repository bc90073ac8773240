"""Looks whether the database is damaged before anything writes to it: its path goes in, yes or no out."""

import sqlite3
from contextlib import closing
from pathlib import Path

# Looking through more than this would take minutes; it is then left to whoever stumbles over it.
MOST_BYTES = 2 * 1024**3
DAMAGED = (
    "Cơ sở dữ liệu {path} bị hỏng; vanthu không ghi gì vào đó. Hãy khôi phục bản sao lưu vào thư mục "
    "dữ liệu mới (`vanthu restore`). Nếu không có bản sao lưu: chuyển các tệp vanthu.sqlite3* đi nơi "
    "khác rồi chạy lại: mọi tệp gốc còn trong {store} và được đọc lại. / "
    "The database is damaged; nothing was written to it. Restore a backup into a new data folder. "
    "Without one: move vanthu.sqlite3* away and start again: each original is read anew."
)


def is_damaged(path: Path) -> bool:
    """Tell whether an SQLite database is there and its pages do not fit together."""
    if not path.exists() or path.stat().st_size > MOST_BYTES:
        return False
    try:
        with closing(sqlite3.connect(path, timeout=20)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
    except sqlite3.OperationalError:  # locked, or on a disk that is full: another matter
        return False
    except sqlite3.DatabaseError:
        return True
