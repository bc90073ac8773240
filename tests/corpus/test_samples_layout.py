"""Letters in the layouts of other offices keep what they say, on the paper."""

from dataclasses import replace
from random import Random

import pytest

from corpus.samples.compose import compose, page_texts
from corpus.samples.fonts import typeface
from corpus.samples.gold import gold
from corpus.samples.layout import Layout, layout_of
from corpus.samples.letter import SampleLetter
from corpus.samples.letters import LETTERS
from corpus.samples.look import CLEAN, Look
from corpus.samples.offices import relaid
from corpus.samples.sheet import HEIGHT_MM, WIDTH_MM
from corpus.samples.stamp import FORMS
from corpus.samples.write import page_images

BY_NAME = {letter.name: letter for letter in LETTERS}
STAMPED = BY_NAME["cong-van-truong-thpt"]
DRAWN = [layout_of(Random(seed)) for seed in range(25)]


def in_layout(**changed: object) -> SampleLetter:
    return replace(STAMPED, layout=replace(Layout(), **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
def test_a_drawn_layout_says_all_that_the_plain_one_says(letter: SampleLetter) -> None:
    said = set(" ".join(page_texts(letter)).split())
    for layout in DRAWN:
        text = " ".join(page_texts(replace(letter, layout=layout)))
        assert said - set(text.split()) <= {str(page) for page in range(9)}


@pytest.mark.parametrize("layout", DRAWN[:12])
def test_nothing_is_printed_beyond_the_paper(layout: Layout) -> None:
    face = typeface(CLEAN.typeface)
    for letter in LETTERS:
        for sheet in compose(replace(letter, layout=layout), CLEAN):
            for one in sheet.prints:
                wide = face.width_mm(one.text, style=one.style, size_pt=one.size_pt)
                assert one.x_mm > 0, one
                assert one.x_mm + wide < WIDTH_MM, one
                assert 0 < one.y_mm < HEIGHT_MM, one


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", ["under", "date", "motto", "corner", "issuer"])
def test_every_stamp_can_stand_everywhere(form: str, place: str) -> None:
    look = Look(dpi=100, seal=False)
    page = page_images(in_layout(stamp_form=form, stamp_place=place), look)[0].astype(int)
    assert float((page[:, :, 0] > page[:, :, 1] + 60).mean()) > 0.001


def test_a_typed_stamp_is_not_handwriting() -> None:
    look = Look()
    assert "arrival.number" in str(gold(in_layout(), look)["handwritten"])
    assert "arrival.number" not in str(gold(in_layout(stamp_form="typed"), look)["handwritten"])


def test_a_date_below_the_head_is_said_behind_the_number() -> None:
    text = page_texts(in_layout(date_below=True))[0]
    assert text.index("ngày") > text.index("V/v")
    plain = page_texts(in_layout())[0]
    assert plain.index("Độc lập") < plain.index("ngày")


def test_a_frame_a_logo_and_a_footer_are_drawn() -> None:
    plain, framed = compose(in_layout(), CLEAN)[0], compose(in_layout(framed=True), CLEAN)[0]
    assert len(framed.rules) == len(plain.rules) + 5
    assert "logo" in {ink.kind for ink in compose(in_layout(logo="over"), CLEAN)[0].inks}
    footed = compose(in_layout(footer=True), CLEAN)[0]
    assert max(one.y_mm for one in footed.prints) > max(one.y_mm for one in plain.prints)


def test_some_letters_are_of_the_party_and_some_are_joint() -> None:
    letters = [relaid(BY_NAME["giay-moi-hoi-nghi"], Random(seed)) for seed in range(60)]
    parties = [letter for letter in letters if letter.form == "party"]
    assert {letter.code for letter in parties} == {
        f"{letters[0].number}-{letters[0].document_type}/ĐU"
    }
    assert {len(letter.signers) for letter in letters} == {1, 2}
    joint = next(letter for letter in letters if len(letter.signers) == 2)
    text = " ".join(page_texts(joint)[-1].split())
    assert all(signer.name in text for signer in joint.signers)
