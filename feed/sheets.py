"""Every register that is handed out, by the word used in addresses and on the command line."""

from collections.abc import Mapping

from feed.register import HANDLING, INCOMING, TASKS, Sheet
from feed.reply_rows import ALL_REPLIES

SHEETS: Mapping[str, Sheet] = {
    "incoming": INCOMING,
    "handling": HANDLING,
    "tasks": TASKS,
    "replies": ALL_REPLIES,
}
