"""`vanthu export`: stored records in, one JSON record a line out."""

import json
from typing import IO

import click

from config.start import start_with_tables


@click.command("export")
@click.option("--format", "kind", type=click.Choice(["json"]), default="json", show_default=True)
@click.option("--out", type=click.File("w", encoding="utf-8", atomic=True), default="-")
def command(*, kind: str, out: IO[str]) -> None:
    """Write all letters with their records, oldest first, one JSON object a line."""
    start_with_tables()
    from records.export import letter_json
    from records.models import Document

    letters = Document.objects.select_related("record").prefetch_related("record__values")
    for document in letters.order_by("id").iterator(chunk_size=200):
        out.write(json.dumps(letter_json(document), ensure_ascii=False) + "\n")
