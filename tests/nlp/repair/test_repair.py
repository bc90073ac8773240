"""The repair with the shipped model: what it must give back, and what it must never touch."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unidecode import unidecode

from corpus.load import repairer
from nlp.repair.edits import applied, undone

CLEAN = """
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;
Ủy ban nhân dân thành phố yêu cầu các sở, ban, ngành, đoàn thể triển khai thực hiện nghiêm túc
kế hoạch phòng, chống thiên tai và tìm kiếm cứu nạn năm 2026 trên địa bàn, báo cáo kết quả về
Văn phòng trước ngày 15 tháng 12 để tổng hợp, trình Chủ tịch Ủy ban nhân dân thành phố xem xét.
Giao Giám đốc Sở Giáo dục và Đào tạo chủ trì, phối hợp với các đơn vị liên quan hướng dẫn các
trường tổ chức tuyên truyền, vận động học sinh và cha mẹ học sinh cùng tham gia.
"""
ENGLISH = """
The scanner software converts documents to searchable text. When the layer is missing we run the
engine again and compare the words with a list of syllables, so that no line of a letter is lost.
"""
FROZEN = (
    "26/01/2026", "03/CT-UBND", "1114/KH-SGD", "so.gd@haiphong.gov.vn", "https://example.vn/a?b=1",
    "0225.3842.123", "0912345678", "QL1A", "A4", "CO2", "5kg", "17h30", "1.250.000", "12,5%", "B12",
    "2025-2026", "XIV", "www.example.com", "m2", "09/12", "H5N1", "+84-912-345-678", "12kg", "TT200", "ABC123", "3a", "1b",
)  # fmt: skip
GARBLED_WORDS = tuple(unidecode(CLEAN).split())


def repaired(text: str) -> str:
    return repairer().repair(text).text


def test_gives_back_marks_that_were_lost() -> None:
    read = repaired(unidecode(CLEAN)).split()
    right = sum(one == other for one, other in zip(read, CLEAN.split(), strict=True))
    assert right >= 0.95 * len(read)


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("Can ctr Chi thi s6 03/CT-UBND ngay 26/01/2026 ctia Uy ban nhan dan thanh phé",
         "Căn cứ Chỉ thị số 03/CT-UBND ngày 26/01/2026 của Ủy ban nhân dân thành phố"),
        ("CONG HOA XA HOI CHU NGHIA VIET NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("nganh Gido duc va Dao tao nham thuc hién", "ngành Giáo dục và Đào tạo nhằm thực hiện"),
        ("Quyét dinh s6 15/QD-UBND", "Quyết định số 15/QĐ-UBND"),
        ("/KH-SGDDT", "/KH-SGDĐT"),
        ("HDND xã", "HĐND xã"),
        ("Ban TDKT thanh phé", "Ban TĐKT thành phố"),
        ("KT. GIAM POC", "KT. GIÁM ĐỐC"),
        ("Can cuNghi dinh cuaBo Tai chinh", "Căn cứ Nghị định của Bộ Tài chính"),
        ("cac PCT UBND tinh, PVP (KGVX), chi so GNI", "các PCT UBND tỉnh, PVP (KGVX), chỉ số GNI"),
        ("hoc luc tu kha tr6( len", "học lực từ khá trở lên"),
        ("TRUONG MAM NON HAIPHONG", "TRƯỜNG MẦM NON HẢI PHÒNG"),
    ],
)  # fmt: skip
def test_repairs(garbled: str, right: str) -> None:
    before = "Thuc hién k& hoach cua Uy ban nhan dan tinh vé viéc phat trién gido duc\n"
    assert repaired(before + garbled).splitlines()[1] == right


def test_foreign_names_stay_where_only_marks_were_lost() -> None:
    names = "Website của Sở, gửi email hoặc Zalo qua Google Drive, file Word hoặc Excel, Microsoft Teams"
    true = CLEAN + names + "\nLưu: VT, NV, TC.\n"
    assert repaired(unidecode(true)).splitlines()[-2:] == true.splitlines()[-2:]


def test_tones_come_back_where_only_they_were_lost() -> None:
    signs = unicodedata.normalize("NFD", CLEAN)
    toneless = "".join(sign for sign in signs if sign not in "\u0300\u0301\u0303\u0309\u0323")
    read = repaired(unicodedata.normalize("NFC", toneless)).split()
    right = sum(one == other for one, other in zip(read, CLEAN.split(), strict=True))
    assert right >= 0.95 * len(read)


def test_much_english_among_vietnamese_does_not_stop_the_repair() -> None:
    read = "Thuc hien ke hoach cua Uy ban nhan dan tinh ve Website cua So, gui email qua Google Drive, "
    assert repaired(read + "file Word hoac Excel").startswith(
        "Thực hiện kế hoạch của Ủy ban nhân dân"
    )


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        "Công an Hưng Yên, Đông Anh",
        CLEAN.upper(),
        ENGLISH,
        "越南社會主義共和國",
        "Uû ban nh©n d©n tØnh",
    ],
)
def test_leaves_good_and_foreign_text_alone(text: str) -> None:
    assert repaired(text) == text


@given(
    st.lists(
        st.one_of(
            st.sampled_from(FROZEN).map(lambda one: (one, True)),
            st.sampled_from(GARBLED_WORDS).map(lambda one: (one, False)),
        ),
        max_size=40,
    )
)
@settings(max_examples=60, deadline=None)
def test_never_changes_numbers_codes_and_addresses(tokens: list[tuple[str, bool]]) -> None:
    read = repaired(" ".join(one for one, _ in tokens)).split()
    frozen = [one for one, is_frozen in tokens if is_frozen]
    assert [one for one in read if one in FROZEN] == frozen


@given(st.text(max_size=300))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_takes_any_text_and_can_be_undone(text: str) -> None:
    made = repairer().repair(text)
    assert made.text.count("\n") == text.count("\n")
    assert applied(text, made.edits) == made.text
    assert undone(made.text, made.edits) == text
    assert [sign for sign in made.text if sign == "\n"] == [sign for sign in text if sign == "\n"]


@given(st.text(alphabet="0123456789./-:, \n", max_size=200))
@settings(max_examples=40, deadline=None)
def test_digits_alone_stay(text: str) -> None:
    garbled = "Thuc hien ke hoach cua Uy ban nhan dan tinh ve viec phat trien giao duc\n"
    assert repaired(garbled + text).partition("\n")[2] == text


@pytest.mark.parametrize(
    "text", ["", "\n\n", "a" * 50_000, "thanh pho " * 3000, "\0\x01 thanh pho", "\ud800" "x", "e\u0301" * 9]
)  # fmt: skip
def test_odd_texts_keep_their_lines(text: str) -> None:
    assert repaired(text).count("\n") == text.count("\n")


def test_edits_carry_place_confidence_and_alternatives() -> None:
    text = unicodedata.normalize("NFC", unidecode(CLEAN))
    made = repairer().repair(text)
    assert made.edits
    for edit in made.edits:
        assert text[edit.start : edit.end] == edit.before
        assert 0.0 <= edit.confidence <= 1.0
        assert edit.after not in edit.alternatives
    assert any(edit.alternatives for edit in made.edits)
