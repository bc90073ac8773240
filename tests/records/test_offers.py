"""What stands beside values and words is kept, changes by staff only where they said so, and comes back."""

import pytest

from nlp.record import FieldName, FieldStatus
from nlp.repair.layers import Mend
from records import corrections, respelling, services, thresholds
from records.corrections import seen_by_spot
from records.desk import Desk, Spot, snapshot
from records.entries import found
from records.errors import StaleVersion, WrongState, WrongValue
from records.models import Correction, Document
from records.offers import offer_of
from records.states import Change, State
from records.wording import texts_of, word_at
from tests.review.letters import NOW, draft_of, field, layer, read, reading, received

pytestmark = pytest.mark.django_db

WORD = (1, 0, 1)


def desk(document: Document) -> Desk:
    return Desk(document.pk, None, NOW)


def mended() -> Document:
    """Store a letter whose second word was respelt."""
    document = received()
    lease = reading(document)
    services.store_pages(lease, [layer("Kinh gui truong")], pages=1, media_type="x")
    mends = {0: (Mend(0, 1, "gửi", 0.9, ("gũi",)),)}
    services.store_draft(lease, draft_of([]), now=NOW, mends=mends)
    document.refresh_from_db()
    return document


def spelt(document: Document) -> str:
    return " ".join(
        word.text for page in texts_of(document) for line in page.lines for word in line
    )


def test_offers_stay_when_the_value_is_removed_and_comes_back() -> None:
    number = field(FieldName.NUMBER, "15", confidence=0.4, others=("16", "75"))
    document = read([number])
    spot = Spot(FieldName.NUMBER)
    corrections.remove(desk(document), spot, seen=0)
    corrections.undo(desk(document))
    assert offer_of(document.record, FieldName.NUMBER, 0).others == ["16", "75"]
    assert offer_of(document.record, FieldName.SIGNERS, 7).others == ()


def test_one_earlier_value_comes_back_and_later_changes_stay() -> None:
    document = read([field(FieldName.PLACE, "Hà Giang"), field(FieldName.SUBJECT, "mua sách")])
    place, subject = Spot(FieldName.PLACE), Spot(FieldName.SUBJECT)
    first = corrections.correct(desk(document), place, "Huế", seen=0)
    corrections.correct(desk(document), subject, "bán sách", seen=0)
    made = corrections.restore(desk(document), first.pk, seen=first.pk)
    assert made.kind == Change.RESTORE
    values = [snapshot(document, spot) for spot in (place, subject)]
    assert [value and value["value"] for value in values] == ["Hà Giang", "bán sách"]
    assert values[0] is not None
    assert values[0]["status"] == FieldStatus.ACCEPTED
    corrections.undo(desk(document))
    assert (snapshot(document, place) or {})["value"] == "Huế"


def test_restored_number_brings_its_code_along() -> None:
    document = read([field(FieldName.NUMBER, "15"), field(FieldName.SYMBOL, "KH-UBND")])
    first = corrections.correct(desk(document), Spot(FieldName.NUMBER), "16", seen=0)
    corrections.restore(desk(document), first.pk, seen=first.pk)
    document.refresh_from_db()
    assert document.code == "15/KH-UBND"


def test_nothing_is_restored_over_somebody_elses_change() -> None:
    document = read([field(FieldName.PLACE, "Hà Giang")])
    spot = Spot(FieldName.PLACE)
    first = corrections.correct(desk(document), spot, "Huế", seen=0)
    corrections.correct(desk(document), spot, "Vinh", seen=first.pk)
    with pytest.raises(StaleVersion):
        corrections.restore(desk(document), first.pk, seen=first.pk)
    with pytest.raises(WrongValue):
        corrections.restore(desk(document), 0, seen=seen_by_spot(document)[FieldName.PLACE, 0])


def test_repaired_word_is_taken_back_and_the_search_follows() -> None:
    document = mended()
    assert spelt(document) == "Kinh gửi truong"
    respelling.respell(desk(document), WORD, "gui", seen="gửi")
    assert spelt(document) == "Kinh gui truong"
    word = word_at(document, WORD)
    assert word is not None
    assert word.others == ("gửi", "gũi")
    corrections.undo(desk(document))
    assert spelt(document) == "Kinh gửi truong"
    kinds = Correction.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [Change.WORD, Change.UNDO]


def test_search_finds_what_was_repaired() -> None:
    document = received()
    lease = reading(document)
    services.store_pages(lease, [layer("Gido duc")], pages=1, media_type="x")
    mends = {0: (Mend(0, 0, "Giáo", 0.9),)}
    services.store_draft(lease, draft_of([]), now=NOW, mends=mends)
    assert list(found(Document.objects.all(), "giáo")) == [document]
    respelling.respell(desk(document), (1, 0, 0), "Gido", seen="Giáo")
    assert list(found(Document.objects.all(), "giáo")) == []
    assert list(found(Document.objects.all(), "gido")) == [document]


@pytest.mark.parametrize(
    ("place", "text", "seen", "error"),
    [
        (WORD, "khác", "gửi", WrongValue),
        ((1, 0, 0), "gui", "Kinh", WrongValue),
        ((9, 0, 0), "gui", "gửi", WrongValue),
        (WORD, "gui", "gũi", StaleVersion),
    ],
)
def test_words_change_to_what_was_offered_alone(
    place: tuple[int, int, int], text: str, seen: str, error: type[Exception]
) -> None:
    document = mended()
    with pytest.raises(error):
        respelling.respell(desk(document), place, text, seen=seen)
    assert spelt(document) == "Kinh gửi truong"


def test_approved_text_is_not_respelt() -> None:
    document = mended()
    corrections.approve(desk(document))
    with pytest.raises(WrongState):
        respelling.respell(desk(document), WORD, "gui", seen="gửi")


def test_office_limits_decide_what_is_doubtful() -> None:
    thresholds.put(FieldName.PLACE, 0.99)
    thresholds.put(FieldName.NUMBER, 0.3)
    document = read([field(FieldName.PLACE, "Huế"), field(FieldName.NUMBER, "15", confidence=0.4)])
    statuses = {row.name: row.status for row in document.record.values.all()}
    assert statuses == {"place": FieldStatus.NEEDS_REVIEW, "number": FieldStatus.ACCEPTED}
    thresholds.put(FieldName.PLACE, None)
    assert thresholds.limits() == {"number": 0.3}


def test_sample_is_drawn_by_the_office_share_from_letters_taken_unseen() -> None:
    hashes = [f"{number * 2654435761 % 2**32:08x}" for number in range(2000)]
    thresholds.put(thresholds.SAMPLE, 0.1)
    assert 150 < sum(map(thresholds.is_drawn, hashes)) < 250
    thresholds.put(thresholds.SAMPLE, 0.0)
    assert not any(map(thresholds.is_drawn, hashes))
    thresholds.put(thresholds.SAMPLE, 1.0)
    doubtful = read([field(FieldName.SUBJECT, "mua sách", confidence=0.4)])
    assert doubtful.state == State.NEEDS_REVIEW
    assert not doubtful.sampled
