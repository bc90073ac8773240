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


ERRORS: tuple[type[RecordsError], ...] = (RecordsError, WrongState, NotRegular)
