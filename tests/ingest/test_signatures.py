"""Digital signatures: who, when, whether they hold, and where they are shown."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from corpus.load import lexicons
from ingest.intake import accept
from ingest.options import ReadOptions
from ingest.read import read
from ingest.signatures import signatures_of, without_boxes
from nlp.document import SURE, Box, Line, TextLayer, Word
from nlp.draft import draft
from nlp.record import Field, FieldName, FieldStatus, Signature, record_json
from tests.ingest.making import LETTER, changed, picture, printed
from tests.ingest.signing import Identity, identity, sign

OFFICE = identity("Phòng Giáo dục huyện An Hòa", "Tỉnh Bình An")
CHIEF = identity("Trần Văn Bình", "Phòng Giáo dục huyện An Hòa")
CORNER = (400, 750, 560, 820)


def fields(path: Path) -> tuple[Field, ...]:
    return signatures_of(accept(path, ReadOptions()), ReadOptions())


def signatures(path: Path) -> list[Signature]:
    found = [one.value for one in fields(path)]
    assert all(isinstance(one, Signature) for one in found)
    return [one for one in found if isinstance(one, Signature)]


def signed(tmp_path: Path, who: Identity = OFFICE) -> Path:
    return sign(printed(tmp_path / "plain.pdf"), tmp_path / "signed.pdf", who)


def test_who_signed_and_when(tmp_path: Path) -> None:
    (found,) = signatures(signed(tmp_path))
    assert (found.signer, found.organisation) == (OFFICE.name, OFFICE.organisation)
    assert found.valid
    assert found.covers_whole_file
    assert found.signed_at is not None
    age = datetime.now(UTC) - datetime.fromisoformat(found.signed_at)
    assert timedelta(0) <= age < timedelta(minutes=10)


def test_a_second_signature_leaves_the_first_valid(tmp_path: Path) -> None:
    both = sign(signed(tmp_path, CHIEF), tmp_path / "both.pdf", OFFICE, field="Dau")
    first, second = signatures(both)
    assert (first.signer, second.signer) == (CHIEF.name, OFFICE.name)
    assert (first.valid, first.covers_whole_file) == (True, False)
    assert (second.valid, second.covers_whole_file) == (True, True)


def test_a_changed_byte_is_seen(tmp_path: Path) -> None:
    path = signed(tmp_path)
    content = bytearray(path.read_bytes())
    at = content.index(b"/MediaBox")
    content[at + 11 : at + 12] = b"1" if content[at + 11 : at + 12] != b"1" else b"2"
    path.write_bytes(content)
    (found,) = signatures(path)
    assert found.signer == OFFICE.name
    assert not found.valid


def test_a_page_changed_after_signing_is_seen(tmp_path: Path) -> None:
    with signed(tmp_path).open("rb") as file:
        writer = IncrementalPdfFileWriter(file)
        page, _ = writer.find_page_for_modification(0)
        page.get_object()[NameObject("/Rotate")] = NameObject("/Nonsense")
        writer.update_container(page.get_object())
        with (tmp_path / "later.pdf").open("wb") as later:
            writer.write(later)
    (found,) = signatures(tmp_path / "later.pdf")
    assert not found.valid
    assert not found.covers_whole_file


def test_files_without_signatures(tmp_path: Path) -> None:
    assert fields(printed(tmp_path / "a.pdf")) == ()
    assert fields(picture(tmp_path / "a.png")) == ()


@pytest.mark.parametrize("size", [0, 20, 1000])
def test_rubbish_that_claims_to_be_signed(tmp_path: Path, size: int) -> None:
    path = signed(tmp_path)
    content = path.read_bytes()
    start = content.rindex(b"/Contents <") + len(b"/Contents <")
    path.write_bytes(content[:start] + b"0" * size + content[start + size :])
    assert all(not one.valid for one in signatures(path)) or size == 0


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_the_box_is_found_and_is_no_text(tmp_path: Path, degrees: int) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].rotate(degrees, relative=True)

    source = changed(tmp_path / "turned.pdf", turn)
    path = sign(source, tmp_path / "signed.pdf", OFFICE, box=CORNER)
    before = path.read_bytes()
    reading = read(path)
    (field,) = reading.signatures
    left, top, right, bottom = CORNER[0] / 595.28, 1 - 820 / 841.89, 560 / 595.28, 1 - 750 / 841.89
    turned = {
        0: (left, top, right, bottom),
        90: (1 - bottom, left, 1 - top, right),
        180: (1 - right, 1 - bottom, 1 - left, 1 - top),
        270: (top, 1 - right, bottom, 1 - left),
    }
    assert field.box == pytest.approx(turned[degrees], abs=0.001)
    assert field.page == 1
    assert sorted(reading.layers[0].text.split()) == sorted(LETTER.split())
    assert path.read_bytes() == before


def test_they_stand_in_the_record(tmp_path: Path) -> None:
    reading = read(signed(tmp_path))
    record = record_json(draft(reading.layers, lexicons(), reading.signatures))
    found = record["signatures"]
    assert isinstance(found, list)
    assert isinstance(found[0], dict)
    keys = {"signer", "organisation", "signed_at", "valid", "covers_whole_file"}
    assert set(found[0]) == keys
    assert found[0]["signer"] == OFFICE.name
    assert record["number"] == "15"


def test_the_box_on_a_page_scanned_on_its_side() -> None:
    known = Field(
        FieldName.SIGNATURES, "", SURE, 1, (0.1, 0.2, 0.3, 0.25), "", FieldStatus.ACCEPTED
    )
    words = (Word("Ký", Box(760, 110, 790, 200)), Word("tên", Box(100, 110, 130, 200)))
    layer = TextLayer(0, 1000, 1000, (Line(words),), turned=90)
    assert without_boxes(layer, [known]).text == "tên"
    (field,) = draft([layer], lexicons(), [known]).fields
    assert field.box == pytest.approx((0.75, 0.1, 0.8, 0.3))
