"""What can be wrong with a received file. Each error has a stable code and tells staff what to do."""


class IngestError(Exception):
    """The file could not be read.

    Attributes:
        code: Stable, for machines and the log.
        vi: What happened and what to do, in Vietnamese.
        en: The same in English.
    """

    code = "ingest.unreadable"
    vi = "Không đọc được tệp. Hãy quét lại văn bản rồi thả vào thư mục."
    en = "The file cannot be read. Scan the letter again and drop it once more."


class UnsupportedType(IngestError):
    """Neither a PDF nor one of the accepted image types."""

    code = "ingest.unsupported_type"
    vi = "Loại tệp này không được nhận. Hãy dùng PDF, JPEG, PNG hoặc TIFF."
    en = "This type of file is not accepted. Use PDF, JPEG, PNG or TIFF."


class HeicNotAccepted(UnsupportedType):
    """A photograph in the format of iPhones."""

    code = "ingest.heic_not_accepted"
    vi = "Ảnh HEIC của iPhone không được nhận. Hãy quét văn bản hoặc lưu ảnh dạng JPEG rồi thả lại."
    en = "HEIC photographs are not accepted. Scan the letter or save the photo as JPEG."


class EmptyFile(IngestError):
    """The file has no bytes."""

    code = "ingest.empty_file"
    vi = "Tệp rỗng. Hãy quét lại văn bản."
    en = "The file is empty. Scan the letter again."


class FileTooLarge(IngestError):
    """The file has more bytes than the limit."""

    code = "ingest.file_too_large"
    vi = "Tệp quá lớn. Hãy quét ở 200-300 dpi hoặc tách thành nhiều tệp."
    en = "The file is too large. Scan at 200-300 dpi or split it."


class EncryptedPdf(IngestError):
    """The PDF needs a password."""

    code = "ingest.encrypted_pdf"
    vi = "PDF có mật khẩu. Hãy bỏ mật khẩu rồi thả lại tệp."
    en = "The PDF needs a password. Remove the password and drop the file again."


class CorruptFile(IngestError):
    """The file is damaged or cut off."""

    code = "ingest.corrupt_file"
    vi = "Tệp bị hỏng hoặc chưa chép xong. Hãy xuất hoặc quét lại."
    en = "The file is damaged or cut off. Export or scan it again."


class NoPages(IngestError):
    """The PDF has no pages."""

    code = "ingest.no_pages"
    vi = "Tệp không có trang nào. Hãy quét lại văn bản."
    en = "The file has no pages. Scan the letter again."


class TooManyPages(IngestError):
    """The file has more pages than the limit."""

    code = "ingest.too_many_pages"
    vi = "Tệp có quá nhiều trang. Hãy tách thành nhiều tệp."
    en = "The file has too many pages. Split it."


class PageTooLarge(IngestError):
    """A page has more pixels than the limit."""

    code = "ingest.page_too_large"
    vi = "Trang quá lớn. Hãy quét ở khổ A4, 200-300 dpi."
    en = "A page is too large. Scan it as A4 at 200-300 dpi."


class EngineMissing(IngestError):
    """An outside program is not installed."""

    code = "ingest.engine_missing"
    vi = "Máy chưa cài phần mềm đọc chữ. Hãy báo người quản trị chạy `make setup`."
    en = "The reading software is not installed. Ask the administrator to run `make setup`."


class EngineCrashed(IngestError):
    """An outside program failed on a page."""

    code = "ingest.engine_crashed"
    vi = "Phần mềm đọc chữ gặp lỗi ở một trang. Hãy thử lại hoặc quét lại trang đó."
    en = "The reading software failed on a page. Retry, or scan that page again."


class PageTimeout(IngestError):
    """A page took longer than the limit."""

    code = "ingest.page_timeout"
    vi = "Đọc một trang quá lâu. Hãy quét lại trang đó rõ hơn, khổ A4."
    en = "Reading a page took too long. Scan that page again, clearly and as A4."


class ArchiveFailed(IngestError):
    """No searchable copy could be made; the letter itself is not concerned."""

    code = "ingest.archive_failed"
    vi = "Không tạo được bản lưu PDF/A. Tệp gốc và kết quả đọc vẫn đầy đủ."
    en = "No PDF/A copy could be made. The original and its record are complete."


ERRORS: tuple[type[IngestError], ...] = (
    IngestError,
    UnsupportedType,
    HeicNotAccepted,
    EmptyFile,
    FileTooLarge,
    EncryptedPdf,
    CorruptFile,
    NoPages,
    TooManyPages,
    PageTooLarge,
    EngineMissing,
    EngineCrashed,
    PageTimeout,
    ArchiveFailed,
)
