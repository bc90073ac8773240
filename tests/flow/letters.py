"""Fake letters that say enough to be read as letters, each with a code of its own."""

from tests.fakes.engine import Script, fake_letter

TEXT = """UBND TỈNH AN PHÚ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ GIÁO DỤC VÀ ĐÀO TẠO Độc lập - Tự do - Hạnh phúc
Số: {number}/SGDĐT-VP An Phú, ngày 12 tháng 3 năm 2026
Kính gửi: Các trường trung học phổ thông trực thuộc
Đề nghị các đơn vị báo cáo trước ngày 20 tháng 3 năm 2026."""


def letter(number: int, **script: object) -> bytes:
    """Return the bytes of a fake letter; see `Script` for what it may do."""
    return fake_letter(TEXT.format(number=number), Script(**script))  # type: ignore[arg-type]
