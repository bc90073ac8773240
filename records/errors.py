"""What can go wrong with kept letters. Each error has a stable code and says what to do."""

from collections.abc import Mapping

from nlp.document import Remark


class RecordsError(Exception):
    """A change that cannot be made.

    Attributes:
        code: Stable, for machines and the log.
        vi: What happened and what to do, in Vietnamese.
        en: The same in English.
    """

    code = "records.error"
    vi = "Không ghi được thay đổi. Hãy tải lại trang rồi thử lại."
    en = "The change could not be stored. Reload the page and try again."


class WrongState(RecordsError):
    """Somebody else has moved the letter on."""

    code = "records.wrong_state"
    vi = "Văn bản đã chuyển sang trạng thái khác. Hãy tải lại trang."
    en = "The letter has moved on to another state. Reload the page."


class NothingToRead(RecordsError):
    """Never raised: why staff must look at a file whose pages have no words."""

    code = "records.nothing_to_read"
    vi = "Không thấy chữ trên các trang. Hãy xem bản quét; nếu trang trắng hoặc quá mờ, hãy quét lại."
    en = "No words were seen on the pages. Look at the scan; if it is blank or too faint, scan again."


class NoLetter(RecordsError):
    """Never raised: why staff must look at a file that is no official letter."""

    code = "records.no_letter"
    vi = "Tệp này không giống văn bản hành chính. Hãy xem lại; nếu nạp nhầm, hãy bỏ."
    en = "This does not look like an official letter. Look at it; discard it if it came by mistake."


class SeveralLetters(RecordsError):
    """Never raised: why staff must look at a file with another letter on a later page."""

    code = "records.several_letters"
    vi = "Tệp có hơn một văn bản; chỉ văn bản đầu được đọc. Nếu không phải bản đính kèm, hãy tách tệp."
    en = "The file holds more than one letter; only the first was read. Unless attached, split it."


class NotRegular(RecordsError):
    """A link, a pipe or a device lies in the watched folder."""

    code = "records.not_regular"
    vi = "Đây là liên kết hoặc tệp đặc biệt, không phải tệp thường. Hãy chép chính tệp vào thư mục."
    en = "This is a link or a special file. Copy the file itself into the folder."


class StaleVersion(RecordsError):
    """Somebody else has changed the same value."""

    code = "records.stale_version"
    vi = "Người khác vừa sửa ô này. Hãy xem giá trị mới rồi sửa lại nếu cần."
    en = "Somebody else has just changed this value. Look at it, then change it again if needed."


class WrongValue(RecordsError):
    """What was typed is no value of this field."""

    code = "records.wrong_value"
    vi = "Giá trị này không hợp lệ với ô đang sửa. Hãy kiểm tra lại."
    en = "This is no valid value of the field. Check what you typed."


class AlreadyThere(RecordsError):
    """The office's gazetteer says so already."""

    code = "records.already_there"
    vi = "Danh mục đã có dòng này."
    en = "The gazetteer has this line already."


class NothingToUndo(RecordsError):
    """No change of the letter is left to undo."""

    code = "records.nothing_to_undo"
    vi = "Không còn thay đổi nào để hoàn tác."
    en = "There is nothing left to undo."


class NoReason(RecordsError):
    """A letter was to be discarded without saying why."""

    code = "records.no_reason"
    vi = "Hãy ghi lý do bỏ văn bản này."
    en = "Say why this letter is discarded."


class TooLarge(RecordsError):
    """An upload has more bytes than the limit."""

    code = "records.too_large"
    vi = "Tệp quá lớn. Hãy quét ở 200-300 dpi hoặc tách thành nhiều tệp."
    en = "The file is too large. Scan at 200-300 dpi or split it."


class NoBytes(RecordsError):
    """An upload has no bytes."""

    code = "records.no_bytes"
    vi = "Tệp rỗng. Hãy quét lại văn bản."
    en = "The file is empty. Scan the letter again."


class KeyUsed(RecordsError):
    """The same idempotency key came with other bytes."""

    code = "records.key_used"
    vi = "Mã chống gửi trùng này đã dùng cho một tệp khác. Hãy dùng mã mới."
    en = "This idempotency key was used for another file. Use a new one."


class DiskFull(RecordsError):
    """There is no room for more letters."""

    code = "records.disk_full"
    vi = "Ổ đĩa sắp đầy nên tạm ngừng nhận văn bản. Hãy báo người quản trị dọn chỗ."
    en = "The disk is nearly full, so no letters are taken. Ask the administrator to make room."


class DatabaseBusy(RecordsError):
    """The database is locked by another program, or cannot be reached."""

    code = "records.database_busy"
    vi = "Cơ sở dữ liệu đang bận; chưa ghi được gì. Hãy thử lại sau vài giây."
    en = "The database is busy; nothing was stored. Try again in a few seconds."


class LastAdministrator(RecordsError):
    """The only administrator was to lose the role or the account."""

    code = "records.last_administrator"
    vi = "Đây là người quản trị duy nhất. Hãy cho người khác quyền quản trị trước."
    en = "This is the only administrator. Make somebody else one first."


class BackupBroken(RecordsError):
    """A file of a backup is missing or has other bytes."""

    code = "records.backup_broken"
    vi = "Bản sao lưu bị hỏng hoặc thiếu tệp. Hãy dùng bản sao lưu khác."
    en = "The backup is damaged or incomplete. Use another one."


class NotEmpty(RecordsError):
    """A backup was to be restored over letters."""

    code = "records.not_empty"
    vi = "Thư mục dữ liệu đã có văn bản. Hãy khôi phục vào một thư mục dữ liệu mới."
    en = "The data folder holds letters already. Restore into a new one."


class StoreAway(RecordsError):
    """Originals, or copies of them, cannot be read or written: a disk or an S3 store is away."""

    code = "records.store_away"
    vi = "Không đọc hoặc ghi được nơi giữ bản gốc hay bản sao lưu. Hãy xem lại ổ đĩa hoặc kho S3 rồi chạy lại."
    en = "The place of originals or of the backup cannot be used. Check the disk or the S3 store, then run it again."


ERRORS: tuple[type[RecordsError], ...] = (
    RecordsError,
    WrongState,
    NotRegular,
    StaleVersion,
    WrongValue,
    AlreadyThere,
    NothingToUndo,
    NoReason,
    TooLarge,
    NoBytes,
    KeyUsed,
    LastAdministrator,
    DatabaseBusy,
    DiskFull,
    BackupBroken,
    NotEmpty,
    StoreAway,
    NothingToRead,
    NoLetter,
    SeveralLetters,
)


REMARKS: Mapping[Remark | None, type[RecordsError]] = {
    Remark.BLANK: NothingToRead,
    Remark.NO_LETTER: NoLetter,
    Remark.SEVERAL_LETTERS: SeveralLetters,
}
"""Why a letter that was read needs staff as a whole."""
