"""The `vanthu` command: one file per subcommand, loaded when it is asked for."""

import importlib
import os
from collections.abc import Sequence

import click

from config.threads import ONE_THREAD

COMMANDS: tuple[tuple[str, str], ...] = (
    ("read", "Read letters in this process; one JSON record a line."),
    ("repair", "Give back the lost marks of garbled text."),
    ("ocr", "Show the words of each page."),
    ("drop", "Hand files to the running service."),
    ("status", "Show what is where."),
    ("retry", "Read failed letters again."),
    ("discard", "Put failed letters out of the way, with a reason."),
    ("reconcile", "Prove that every file received is accounted for."),
    ("backup", "Copy everything that is kept, verified by hash."),
    ("restore", "Bring a backup back into a new data folder."),
    ("export", "Write the stored records."),
    ("score", "Compare readings with gold records, field by field."),
    ("samples", "Write the sample letters as scans."),
    ("run", "Run the whole service on this machine."),
    ("watch", "Take in what is dropped into the watched folder (part of run)."),
    ("sweep", "Wake workers for letters that wait (part of run)."),
    ("webhook", "Tell a tracker what happens."),
    ("user", "Make an account for the staff's pages."),
    ("token", "Make, list or take back tokens of other programs."),
    ("manage", "Run a Django command."),
)
"""Name and one line of help; `config/cli/<name>.py` holds the click command `command`."""


class Commands(click.Group):
    """A group that imports a subcommand only when it runs, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return [name for name, _ in COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a subcommand."""
        if cmd_name not in dict(COMMANDS):
            return None
        module = importlib.import_module(f"config.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(COMMANDS)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def vanthu() -> None:
    """Read scanned Vietnamese official letters into checked, structured records."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    for name, one in ONE_THREAD.items():
        os.environ.setdefault(name, one)
    vanthu(arguments)
