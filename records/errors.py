"""What can go wrong with kept letters. Each error has a stable code and says what to do."""


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


class NothingToUndo(RecordsError):
    """No change of the letter is left to undo."""

    code = "records.nothing_to_undo"
    vi = "Không còn thay đổi nào để hoàn tác."
    en = "There is nothing left to undo."


ERRORS: tuple[type[RecordsError], ...] = (
    RecordsError,
    WrongState,
    NotRegular,
    StaleVersion,
    WrongValue,
    NothingToUndo,
)
