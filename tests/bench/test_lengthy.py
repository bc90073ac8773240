"""The long scan of the benchmark has as many pages as it says, each with an image of its own."""

from pathlib import Path

import pikepdf

from bench.lengthy import write_lengthy
from corpus.samples.write import write_samples


def test_pages_are_those_of_the_letters_in_turn(tmp_path: Path) -> None:
    scans = write_samples(tmp_path, names=["huong-dan-ho-so-thi-dua", "giay-moi-hoi-nghi"])
    write_lengthy(tuple(scans), tmp_path / "long.pdf", 7)
    with pikepdf.open(tmp_path / "long.pdf") as long, pikepdf.open(scans[0]) as first:
        images = [next(iter(page.get_images().values())) for page in long.pages]
        assert len(images) == 7
        assert len({image.objgen for image in images}) == 7
        assert images[3].read_raw_bytes() == images[0].read_raw_bytes()
        assert (
            images[0].read_raw_bytes()
            == next(iter(first.pages[0].get_images().values())).read_raw_bytes()
        )
