"""Published texts are set anew as scans whose gold is what was set."""

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.samples.typeset import letter_of, look_of, main
from nlp.record import Json

TEXT = """ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN
Số: 295/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Điện Biên, ngày 25 tháng 12 năm 2025
QUYẾT ĐỊNH
Phê duyệt quy trình nội bộ của trạm y tế
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức chính quyền địa phương;
Theo đề nghị của Giám đốc Sở Y tế,
QUYẾT ĐỊNH:
Điều 1. Phê duyệt kèm theo Quyết định này quy trình nội bộ của trạm y tế.
Nơi nhận:
- Như Điều 1;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Vừ A Páo
"""
RECORD: dict[str, Json] = {
    "document_type": "QĐ", "number": "295", "symbol": "QĐ-UBND", "issuer": "UBND tỉnh Điện Biên",
    "issuer_parent": None, "place": "Điện Biên", "issued_on": "2025-12-25", "subject": "Phê duyệt",
    "addressees": [], "recipients": ["Như Điều 1"],
    "signers": [{"name": "Lò Thị Mây", "position": "PHÓ CHỦ TỊCH", "authority": "KT",
                 "on_behalf_of": "CHỦ TỊCH"}],
}  # fmt: skip


def test_a_text_becomes_a_scan_with_its_gold(tmp_path: Path) -> None:
    text = tmp_path / "mot.txt"
    text.write_text(TEXT, encoding="utf-8")
    into = tmp_path / "scans"
    ended = CliRunner().invoke(main, [str(text), "--into", str(into), "--seed", "2"])
    assert ended.exit_code == 0, ended.output
    assert (into / "mot.pdf").read_bytes().startswith(b"%PDF")
    [gold] = [json.loads(row) for row in (into / "gold.jsonl").read_text().splitlines()]
    assert gold["file"] == "mot.pdf"
    assert gold["code"] == "295/QĐ-UBND"
    assert gold["signers"][-1]["name"] == "Vừ A Páo"
    assert "deadlines" not in gold


@pytest.mark.parametrize("lacking", ["number", "place", "issued_on", "signers"])
def test_a_text_that_lacks_what_a_letter_needs_is_left_out(lacking: str) -> None:
    chance = random.Random(1)
    assert letter_of("a", RECORD, "Căn cứ Luật;", chance) is not None
    assert letter_of("a", RECORD | {lacking: None}, "Căn cứ Luật;", chance) is None


def test_one_seed_draws_one_look() -> None:
    assert look_of("a", random.Random(5)) == look_of("a", random.Random(5))
    colours = {look_of("a", random.Random(seed)).colour for seed in range(40)}
    assert colours == {"rgb", "gray", "bilevel"}
