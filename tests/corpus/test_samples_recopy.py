"""Letters are copied again on worse paper, and keep their gold."""

import json
import random
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from click.testing import CliRunner
from PIL import Image

from corpus.samples.look import CLEAN
from corpus.samples.recopy import BILEVEL, MACHINES, main, recopy
from corpus.samples.write import write_samples
from ingest.intake import accept
from ingest.options import ReadOptions
from ingest.render import render_page

LETTER = "giay-moi-hoi-nghi"


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scan")
    return write_samples(folder, names=[LETTER], look=CLEAN)[0]


@pytest.fixture(scope="module")
def copies(scan: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a copy of the letter for each machine."""
    folder = tmp_path_factory.mktemp("copies")
    made = {name: folder / f"{name}.pdf" for name in MACHINES}
    for name, copy in made.items():
        recopy(scan, copy, name, random.Random(3))
    return made


def first_page(path: Path) -> Image.Image:
    options = ReadOptions()
    file = accept(path, options)
    return render_page(file, file.pages[0], dpi=100, options=options)


@pytest.mark.parametrize("name", sorted(MACHINES))
def test_a_copy_shows_the_same_page_worse(name: str, scan: Path, copies: dict[str, Path]) -> None:
    before, after = first_page(scan), first_page(copies[name])
    assert abs(before.width - after.width) <= 2
    assert abs(before.height - after.height) <= 2
    dark = [(np.asarray(page.convert("L").resize((40, 56))) < 235) for page in (before, after)]
    assert dark[0].any()
    assert dark[1][dark[0]].mean() > 0.6
    assert np.abs(np.asarray(before.convert("L").resize((400, 560)), int)
                  - np.asarray(after.convert("L").resize((400, 560)), int)).mean() > 0.5  # fmt: skip


@pytest.mark.parametrize("name", sorted(BILEVEL))
def test_a_fax_and_copies_without_greys_have_one_bit_a_pixel(
    name: str, copies: dict[str, Path]
) -> None:
    with pikepdf.open(copies[name]) as pdf:
        [image] = pdf.pages[0].get_images().values()
        assert image.BitsPerComponent == 1


def test_the_command_draws_looks_by_the_seed_and_names_the_gold(scan: Path, tmp_path: Path) -> None:
    arguments = [str(scan), "--gold", str(scan.parent), "--looks", "2", "--seed"]
    made: dict[str, list[str]] = {}
    for folder, seed in (("a", "5"), ("b", "5")):
        result = CliRunner().invoke(main, [*arguments, seed, "--into", str(tmp_path / folder)])
        assert result.exit_code == 0, result.output
        made[folder] = sorted(path.name for path in (tmp_path / folder).glob("*.pdf"))
    assert len(made["a"]) == 2
    assert made["a"] == made["b"]
    assert all(
        (tmp_path / "a" / x).read_bytes() == (tmp_path / "b" / x).read_bytes() for x in made["a"]
    )
    lines = (tmp_path / "a" / "gold.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert sorted(record["file"] for record in records) == made["a"]
    assert {record["symbol"] for record in records} == {
        json.loads(scan.with_suffix(".json").read_text("utf-8"))["symbol"]
    }
