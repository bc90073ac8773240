"""Feet of saved texts: signatures side by side, names without a post, offices that are no names."""

from dataclasses import replace

import pytest

from corpus.load import lexicons
from nlp.draft import draft_text
from nlp.record import FieldName, Signer
from tests.nlp.layout.test_plain import DECISION, LAW, one_under_another

BLANK = " " * 12


def test_signatures_side_by_side_on_the_same_rows_are_two() -> None:
    twins = ("KT. BỘ TRƯỞNG BỘ TÀI CHÍNH KT. BỘ TRƯỞNG BỘ NỘI VỤ", "THỨ TRƯỞNG THỨ TRƯỞNG")
    for signed in ((), ("(Đã ký) (Đã ký)",)):
        rows = (*one_under_another(replace(LAW, posts=(), name="")), *twins, *signed)
        text = "\n".join((*rows, "Võ Thành Đạt Trần Anh Dũng"))
        signers = [found.value for found in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
        assert signers == [
            Signer("Võ Thành Đạt", "THỨ TRƯỞNG", "KT", "BỘ TRƯỞNG BỘ TÀI CHÍNH"),
            Signer("Trần Anh Dũng", "THỨ TRƯỞNG", "KT", "BỘ TRƯỞNG BỘ NỘI VỤ"),
        ]


@pytest.mark.parametrize(
    ("posts", "name", "signer"),
    [
        ((), "Trần Văn Mẫn\n(Đã ký)", Signer("Trần Văn Mẫn")),
        ((), "| Trần Văn Mẫn (Đã ký) |", Signer("Trần Văn Mẫn")),
        (("CHỦ TỊCH",), "[dTrần Văn Mẫn", Signer("Trần Văn Mẫn", "CHỦ TỊCH")),
        (("CHỦ TỊCH",), "TRẦN Văn Mẫn", Signer("Trần Văn Mẫn", "CHỦ TỊCH")),
        (("BỘ TRƯỞNG",), "Đại tướng TRẦN VĂN MẪN", Signer("Trần Văn Mẫn", "BỘ TRƯỞNG")),
        (("QUYỀN GIÁM ĐỐC",), "Trần Văn Mẫn", Signer("Trần Văn Mẫn", "GIÁM ĐỐC", "Q", "GIÁM ĐỐC")),
    ],
)  # fmt: skip
def test_names_are_found_under_ranks_scraps_or_no_post(
    posts: tuple[str, ...], name: str, signer: Signer
) -> None:
    text = "\n".join(one_under_another(replace(LAW, posts=posts, name=name)))
    assert [found.value for found in draft_text(text, lexicons()).of(FieldName.SIGNERS)] == [signer]


@pytest.mark.parametrize(
    "foot",
    [
        "| Trần Văn Mẫn | Võ Thành Đạt |\n| (Đã ký) | (Đã ký) |",
        "| (Đã ký) | (Đã ký) |\n| Trần Văn Mẫn | Võ Thành Đạt |",
    ],
)
def test_two_names_without_posts_signed(foot: str) -> None:
    text = "\n".join((*one_under_another(replace(LAW, posts=(), name="")), foot))
    signers = [found.value for found in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    assert signers == [Signer("Trần Văn Mẫn"), Signer("Võ Thành Đạt")]


def test_a_name_printed_beside_a_misread_entry_signs() -> None:
    foot = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nơi nhận:", "~ Như trên;", "~ Sở Y tế; Trần Văn Mẫn", "- Lưu: VT.")  # fmt: skip
    text = "\n".join((*one_under_another(replace(DECISION, posts=(), name="", recipients=())), *foot))  # fmt: skip
    [signer] = [found.value for found in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    assert signer == Signer("Trần Văn Mẫn", "PHÓ CHỦ TỊCH", "KT", "CHỦ TỊCH")


def test_offices_among_the_recipients_sign_nothing() -> None:
    listed = (*DECISION.recipients[:-1], "VPCP: các PCN, Cổng TTĐT,\ncác Vụ, Cục, đơn vị trực thuộc", DECISION.recipients[-1])  # fmt: skip
    text = "\n".join((*DECISION.posts, DECISION.name, *one_under_another(replace(DECISION, posts=(), name="", recipients=listed))))  # fmt: skip
    signers = [found.value for found in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    assert [one.name for one in signers if isinstance(one, Signer)] in ([], [DECISION.name])


def test_a_visible_digital_signature_names_no_second_signer() -> None:
    foot = (
        f"Nơi nhận:{BLANK}CHỦ TỊCH QUỐC HỘI",
        f"- Như Điều 2;{BLANK}Signed by: {LAW.name}",
        f"- Lưu: VT.{BLANK}{LAW.name}",
    )
    text = "\n".join((*one_under_another(replace(LAW, posts=(), name="")), *foot))
    signers = [found.value for found in draft_text(text, lexicons()).of(FieldName.SIGNERS)]
    assert signers == [Signer("Trần Văn Mẫn", "CHỦ TỊCH QUỐC HỘI")]
