"""Shows the service at work: writes the sample letters and drops them into the watched folder."""

import sys
from pathlib import Path

from config.cli.drop import drop
from config.settings import VANTHU_INBOX
from corpus.samples.letters import LETTERS
from corpus.samples.write import write_samples

LABEL = "thư mẫu"


def main(data: Path) -> None:
    """Write each sample letter under `data/samples` and drop it at once."""
    folder = data / "samples"
    inbox = VANTHU_INBOX / LABEL
    inbox.mkdir(parents=True, exist_ok=True)
    for letter in LETTERS:
        for path in write_samples(folder, names=[letter.name]):
            drop(path, inbox)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
