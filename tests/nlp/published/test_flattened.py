"""Published texts whose lines were run together, or cut anywhere, and what they say outside head and foot."""

from collections.abc import Callable

import pytest

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.record import Draft, FieldName, Signer

LETTER = """CỤC LƯU TRỮ SỐ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 296/CLTS-NV
V/v hướng dẫn nộp hồ sơ
Đà Nẵng, ngày 02 tháng 02 năm 2024
Kính gửi:
- Các trung tâm lưu trữ;
- Các chi cục trực thuộc.
Căn cứ quy định hiện hành, Cục hướng dẫn các đơn vị nộp hồ sơ vào kho lưu trữ số và kiểm tra lại danh mục.
Đề nghị các đơn vị thực hiện./.
Nơi nhận:
- Như trên;
- Lưu: VT, NV.
KT. CỤC TRƯỞNG
PHÓ CỤC TRƯỞNG
Phạm Lương Hòa
TÊN ĐƠN VỊ NỘP: ……
"""
DECISION = """BỘ LƯU TRỮ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 66/QĐ-BLT
Hà Nội, ngày 03 tháng 12 năm 2020
QUYẾT ĐỊNH
Ban hành mẫu thẻ đọc
BỘ TRƯỞNG BỘ LƯU TRỮ
Căn cứ Luật Lưu trữ ngày 14 tháng 11 năm 2008;
QUYẾT ĐỊNH:
Điều 1. Ban hành mẫu thẻ đọc.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Trịnh Thế Mạnh
PHỤ LỤC
(Ban hành kèm theo Quyết định số 66/QĐ-BLT ngày 03 tháng 12 năm 2020 của Bộ trưởng Bộ Lưu trữ)
"""


def as_printed(text: str) -> str:
    return text


def lines_by_two(text: str) -> str:
    """Run each paragraph of head and foot into the next, as cells of a table are saved."""
    pairs = (("VIỆT NAM\n", "VIỆT NAM "), ("\n---", " ---"), ("NV\nV/v", "NV V/v"), ("2024\n", "2024 "),
             ("2020\n", "2020 "), ("TRƯỞNG\n", "TRƯỞNG "), ("Hòa\n", "Hòa "), ("thẻ đọc\nBỘ", "thẻ đọc BỘ"))  # fmt: skip
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def one_row(text: str) -> str:
    return " ".join(text.split())


def cut_anywhere(text: str) -> str:
    """Break lines inside the fixed phrases, as the source of a page does."""
    for old in ("XÃ HỘI CHỦ", "- Tự do", "Nơi nhận", "Kính gửi", "02 tháng", "03 tháng", "KT. CỤC", "KT. BỘ",
                "PHÓ CỤC", "Căn cứ", "Lương Hòa", "Thế Mạnh", "QUYẾT ĐỊNH\n"):  # fmt: skip
        at = text.find(old)
        text = text if at < 0 else text[:at] + old.replace(" ", "\n  ", 1) + text[at + len(old) :]
    return text.replace("KT.\n  ", "KT.\n")


FORMS = (as_printed, lines_by_two, one_row, cut_anywhere)


def values(draft: Draft) -> tuple[object, ...]:
    names = FieldName.CODE, FieldName.DOCUMENT_TYPE, FieldName.ISSUED_ON
    single = [next((one.value for one in draft.of(name)), None) for name in names]
    return (*single, *signers(draft))


def signers(draft: Draft) -> list[str | None]:
    found = [one.value for one in draft.of(FieldName.SIGNERS)]
    return [one.name for one in found if isinstance(one, Signer)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LETTER, ("296/CLTS-NV", "CV", "2024-02-02", "Phạm Lương Hòa")),
        (DECISION, ("66/QĐ-BLT", "QĐ", "2020-12-03", "Trịnh Thế Mạnh")),
    ],
    ids=["letter", "decision"],
)
def test_lines_run_together_or_cut_anywhere(
    text: str, expected: tuple[str, ...], form: Callable[[str], str]
) -> None:
    assert values(draft_text(form(text), lexicons())) == expected


@pytest.mark.parametrize(
    "signature",
    [
        "CỤC TRƯỞNG Phạm Lương Hòa",
        "CỤC TRƯỞNG (Đã ký) Phạm Lương Hòa",
        "CỤC TRƯỞNG TS. Phạm Lương Hòa",
        "CỤC TRƯỞNG PHẠM LƯƠNG HÒA",
        "Cục trưởng Phạm Lương Hòa",
        "CỤC TRƯỞNG Phạm Lương Hòa PHỤ LỤC DANH MỤC HỒ SƠ (Kèm theo Công văn số 296/CLTS-NV) 1. Sổ",
    ],
)
def test_a_letter_on_one_row_keeps_its_signer_under_a_post_without_mark(signature: str) -> None:
    letter = one_row(LETTER.partition("KT. CỤC")[0])
    draft = draft_text(f"{letter} {signature}", lexicons())
    [signer] = [one.value for one in draft.of(FieldName.SIGNERS)]
    assert signer == Signer("Phạm Lương Hòa", "CỤC TRƯỞNG")
    assert [one.value for one in draft.of(FieldName.RECIPIENTS)][-1] == "Lưu: VT, NV"


def test_addressees_on_one_row_end_where_the_body_begins() -> None:
    letter = one_row(LETTER.replace("Căn cứ quy", "Thực hiện quy"))
    for text in (letter, letter.replace("trực thuộc. Thực", "trực thuộc Thực")):
        found = [one.value for one in draft_text(text, lexicons()).of(FieldName.ADDRESSEES)]
        assert found == ["Các trung tâm lưu trữ", "Các chi cục trực thuộc"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Số: 66/QĐ-BLT", "Số: 66\n/QĐ-BLT", "66/QĐ-BLT"),
        ("Số: 66/QĐ-BLT", "Quyết định số:\n66\n/QĐ-BLT", "66/QĐ-BLT"),
        ("Số: 66/QĐ-BLT", "Số: 66-QĐ-BLT", "66-QĐ-BLT"),
        ("Số: 66/QĐ-BLT", "S ố : 66 / QĐ - BLT", "66/QĐ-BLT"),
        ("Số: 66/QĐ-BLT", "Số: 66/BLT/QĐ", "66/BLT/QĐ"),
        ("Số: 66/QĐ-BLT\nHà Nội, ngày 03 tháng 12 năm 2020", "Số: 66/QĐ-BLT ngày 03/12/2020", "66/QĐ-BLT"),
        ("Số: 66/QĐ-BLT\nHà Nội, ngày 03 tháng 12 năm 2020\nQUYẾT ĐỊNH", "Hà Nội, ngày 03 tháng 12 năm 2020\nQUYẾT ĐỊNH SỐ 66/QĐ-BLT", "66/QĐ-BLT"),
        ("Số: 66/QĐ-BLT\nHà Nội, ngày 03 tháng 12 năm 2020\nQUYẾT ĐỊNH\n", "QUYẾT ĐỊNH\nSố: 66/QĐ-BLT\nHà Nội, ngày 03 tháng 12 năm 2020\n", "66/QĐ-BLT"),
        ("Số: 66/QĐ-BLT\nHà Nội, ngày 03 tháng 12 năm 2020\nQUYẾT ĐỊNH", "QUYẾT ĐỊNH SỐ 66 QĐ/HĐLT8 NGÀY 3 THÁNG 12 NĂM 2020", "66 QĐ/HĐLT8"),
    ],
)  # fmt: skip
def test_number_and_day_stand_in_many_places(old: str, new: str, code: str) -> None:
    assert old in DECISION
    text = DECISION.replace(old, new).partition("PHỤ LỤC")[0]
    assert values(draft_text(text, lexicons())) == (code, "QĐ", "2020-12-03", "Trịnh Thế Mạnh")


def test_a_note_above_the_annex_tells_number_and_day_the_head_lacks() -> None:
    bare = DECISION.replace("Số: 66/QĐ-BLT\nHà Nội, ngày 03 tháng 12 năm 2020\n", "")
    assert values(draft_text(bare, lexicons()))[:3] == ("66/QĐ-BLT", "QĐ", "2020-12-03")


def test_a_note_about_the_annex_of_another_act_tells_no_day() -> None:
    other = DECISION.replace("Hà Nội, ngày 03 tháng 12 năm 2020\n", "").replace("(Ban hành kèm theo Quyết định số 66/", "(Ban hành kèm theo Quyết định số 65/")  # fmt: skip
    assert draft_text(other, lexicons()).of(FieldName.ISSUED_ON) == ()


def test_a_day_above_the_signature_is_the_letters_own_where_the_head_has_none() -> None:
    old = DECISION.replace("Hà Nội, ngày 03 tháng 12 năm 2020\n", "").partition("PHỤ LỤC")[0]
    dated = old.replace("KT. BỘ", "Hà Nội, ngày 15 tháng 5 năm 2019\nKT. BỘ")
    assert draft_text(dated, lexicons()).of(FieldName.ISSUED_ON)[0].value == "2019-05-15"


def test_a_day_in_digits_stands_in_the_head() -> None:
    text = LETTER.replace("Đà Nẵng, ngày 02 tháng 02 năm 2024", "Đà Nẵng, ngày 02/02/2024")
    draft = draft_text(text, lexicons())
    assert draft.of(FieldName.ISSUED_ON)[0].value == "2024-02-02"
    assert draft.of(FieldName.PLACE)[0].value == "Đà Nẵng"


def test_the_symbol_names_the_type_where_the_title_is_lost() -> None:
    text = DECISION.replace("QUYẾT ĐỊNH\nBan hành mẫu thẻ đọc\n", "").replace("QUYẾT ĐỊNH:\n", "")
    assert draft_text(text, lexicons()).of(FieldName.DOCUMENT_TYPE)[0].value == "QĐ"


def test_a_post_may_stand_below_the_name() -> None:
    text = DECISION.partition("KT. BỘ")[0] + "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n(Đã ký)\nTrịnh Thế Mạnh\nBỘ TRƯỞNG\n"  # fmt: skip
    [signer] = [one.value for one in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    assert signer == Signer("Trịnh Thế Mạnh", "BỘ TRƯỞNG")


def test_a_person_among_unlisted_recipients_signs_nothing() -> None:
    text = LETTER.replace("- Như trên;", "Như trên;\nTT. Phạm Ngọc Hưởng (để báo cáo);")
    assert signers(draft_text(text, lexicons())) == ["Phạm Lương Hòa"]


def test_the_number_of_the_act_a_body_is_named_by_is_not_the_letters_own() -> None:
    named = "ĐOÀN KIỂM TRA\nTHEO QUYẾT ĐỊNH\nSỐ 1050/QĐ-CLT\n"
    text = LETTER.replace("CỤC LƯU TRỮ SỐ\n", f"CỤC LƯU TRỮ SỐ\n{named}")
    assert draft_text(text, lexicons()).of(FieldName.CODE)[0].value == "296/CLTS-NV"


def test_another_office_below_the_name_is_no_second_signer() -> None:
    text = LETTER.replace("TÊN ĐƠN VỊ NỘP: ……", "GIÁM ĐỐC TRUNG TÂM SỐ HÓA")
    assert signers(draft_text(text, lexicons())) == ["Phạm Lương Hòa"]


def test_a_code_too_long_for_its_line_goes_on_below_also_in_cyrillic_capitals() -> None:
    text = DECISION.replace("Số: 66/QĐ-BLT", "Số: 66/QĐ-BLT-BKS-\nВСТ-BYT")
    assert draft_text(text, lexicons()).of(FieldName.CODE)[0].value == "66/QĐ-BLT-BKS-BCT-BYT"


@pytest.mark.parametrize("foot", ["BỘ TRƯỞNG Trịnh Thế Mạnh Nơi nhận: - Như Điều 3; - Lưu: VT.",
                                  "Nơi nhận: - Như Điều 3; - Lưu: VT, QT. BỘ TRƯỞNG Trịnh Thế Mạnh"])  # fmt: skip
def test_signature_and_recipients_on_one_row(foot: str) -> None:
    text = DECISION.partition("KT. BỘ")[0] + foot
    draft = draft_text(text, lexicons())
    assert signers(draft) == ["Trịnh Thế Mạnh"]
    assert len(draft.of(FieldName.RECIPIENTS)) == 2


def test_a_letter_of_the_party_on_one_row() -> None:
    text = ("BAN CHẤP HÀNH TRUNG ƯƠNG BAN LƯU TRỮ * ĐẢNG CỘNG SẢN VIỆT NAM Số 23-HD/BLTTW Hà Nội, ngày 05 tháng 11"
            " năm 2018 HƯỚNG DẪN một số nội dung về lưu trữ\nThực hiện Quy định số 132-QĐ/TW, Ban hướng dẫn.\n"
            "Nơi nhận: - Các tỉnh ủy; - Lưu VP Ban. K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN Hà Ban")  # fmt: skip
    assert values(draft_text(text, lexicons())) == ("23-HD/BLTTW", "HD", "2018-11-05", "Hà Ban")


def test_a_symbol_that_ocr_tore_names_no_type() -> None:
    text = "BỘ CÔNG THƯƠNG CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nsố: 34ÚŸ mCT-KHCN\nNgày nay"
    assert draft_text(text, lexicons()).of(FieldName.DOCUMENT_TYPE) == ()


def test_what_a_guidance_of_several_bodies_is_about() -> None:
    text = DECISION.replace("QUYẾT ĐỊNH\nBan hành", "HƯỚNG DẪN LIÊN NGÀNH\nVề việc lập")
    assert draft_text(text, lexicons()).of(FieldName.SUBJECT)[0].value == "lập mẫu thẻ đọc"


@pytest.mark.parametrize("between", [": ", "\n", ":\n", " | "])
def test_what_a_site_lists_fills_a_text_without_head_and_foot(between: str) -> None:
    listed = (
        ("Số/Ký hiệu", "77/QĐ-BLT"),
        ("Ngày ban hành", "04/03/2019"),
        ("Người ký", "Lê Thế Hòa"),
    )
    above = "\n".join(between.join(pair) for pair in listed)
    above = above.replace("Số", "| Số").replace("\n", " |\n") if "|" in between else above
    middle = DECISION[DECISION.index("QUYẾT ĐỊNH\n") : DECISION.index("KT. BỘ")]
    told = ("77/QĐ-BLT", "QĐ", "2019-03-04", "Lê Thế Hòa")
    assert values(draft_text(f"{above}\n{middle}", lexicons())) == told
    own = DECISION.partition("PHỤ LỤC")[0]
    kept = ("66/QĐ-BLT", "QĐ", "2020-12-03", "Trịnh Thế Mạnh")
    for form in (own, own.replace("TRƯỞNG\n", "TRƯỞNG ")):
        assert values(draft_text(f"{above}\n{form}", lexicons())) == kept
