"""Text that was stored or sent under another encoding goes in, its words under their own names come out.

Mail programs and old databases leave `á»§y ban` (UTF-8 read as Windows-1252), `&#7911;y ban`
(entities of web pages) or `Cãn cýì` (Windows-1258); old documents TCVN3, VNI and VPS. Nothing is
guessed here: each letter has one meaning, and what makes no Vietnamese stays as it is.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from nlp.legacy import Encoding, to_unicode
from nlp.repair.edits import Edit
from nlp.repair.syllables import is_legal

Convert = Callable[[str], str]

TOKEN = re.compile(r"[^ \t\r\n]+")
WORDS = re.compile(r"[^\W\d_]+")
# Letters that only Unicode has: a text that holds some is in Unicode.
NEWER = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
OLDER = re.compile("[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]")  # fmt: skip
ENTITY = re.compile(r"&(?:#\d{2,5}|#[xX][0-9a-fA-F]{2,4}|[A-Za-z]{3,8});")
LEAST_TOKENS = 8
"""In old encodings the same signs mean other letters: so many words must agree."""
LEAST_LEGAL, MUCH_BETTER = 0.9, 0.3
SURE, DEDUCED = 1.0, 0.97
TWICE = 3
"""So often text may have gone through a program that took it for Windows-1252."""

# How a Western program names each byte; the five free codes keep their number.
_NAMES = [bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(256)]
_BYTES = {chr(code): code for code in range(128, 256)} | {
    name: code for code, name in enumerate(_NAMES)
}
_FOLLOWING = "[" + re.escape("".join(_NAMES[0x80:0xC0])) + "\x80-\x9f]"
_IN_UTF8 = re.compile(f"[Â-Æ]{_FOLLOWING}|[áâ]{_FOLLOWING}{{2}}")
_1258 = str.maketrans(
    {"Ã": "Ă", "ã": "ă", "Ð": "Đ", "ð": "đ", "Õ": "Ơ", "õ": "ơ", "Ý": "Ư", "ý": "ư", "þ": "₫",
     "Ì": "\u0300", "Ò": "\u0309", "Þ": "\u0303", "ì": "\u0301", "ò": "\u0323"}
)  # fmt: skip


def transcoded(text: str) -> Iterator[Edit]:
    """Yield every token that is written under another encoding, as it is meant.

    Args:
        text: NFC.

    >>> [edit.after for edit in transcoded("á»§y ban nhÃ¢n dÃ¢n")]
    ['ủy', 'nhân', 'dân']
    >>> [edit.after for edit in transcoded("&#7911;y ban &amp; d&acirc;n")]
    ['ủy', 'dân']
    """
    for pattern, convert in PLAIN:
        found = list(_changed(text, convert, SURE)) if pattern.search(text) else []
        if found:
            yield from found
            return
    if text.isascii() or NEWER.search(text):
        return
    tokens = [found.group() for found in TOKEN.finditer(text) if OLDER.search(found.group())]
    if len(tokens) < LEAST_TOKENS:
        return
    as_it_is = _legal(tokens)
    legal, convert = max(((_legal(list(map(one, tokens))), one) for one in OLD), key=_share)
    if legal >= max(LEAST_LEGAL, as_it_is + MUCH_BETTER):
        yield from _changed(text, convert, DEDUCED)


def _share(pair: tuple[float, Convert]) -> float:
    return pair[0]


def _changed(text: str, convert: Convert, sure: float) -> Iterator[Edit]:
    for found in TOKEN.finditer(text):
        token = found.group()
        if (not token.isascii() or "&" in token) and (meant := convert(token)) != token:
            yield Edit(found.start(), found.end(), token, meant, sure)


def _legal(tokens: Sequence[str]) -> float:
    """Return the share of words that are syllables."""
    words = [word for token in tokens for word in WORDS.findall(token)]
    return sum(map(is_legal, words)) / max(1, len(words))


def _without_entities(token: str) -> str:
    """Name the letters that entities stand for; marks of punctuation stay."""

    def letter(found: re.Match[str]) -> str:
        meant = html.unescape(found.group())
        return meant if len(meant) == 1 and meant.isalpha() and not meant.isascii() else found[0]

    return unicodedata.normalize("NFC", ENTITY.sub(letter, token))


def _out_of_utf8(token: str) -> str:
    """Read letters that are UTF-8 under the names of Windows-1252, once or more often."""
    for _ in range(TWICE):
        plain = _IN_UTF8.sub(_decoded, token)
        if plain == token:
            break
        token = plain
    return unicodedata.normalize("NFC", token)


def _decoded(found: re.Match[str]) -> str:
    try:
        meant = bytes(_BYTES[name] for name in found.group()).decode("utf-8")
    except UnicodeDecodeError:
        return found.group()
    # Latin letters, combining marks and punctuation; nobody writes "á»" and means anything else.
    return meant if meant < "\u0370" or "\u1e00" <= meant < "\u2100" else found.group()


def _of_1258(token: str) -> str:
    return unicodedata.normalize("NFC", token.translate(_1258))


def _legacy(encoding: Encoding) -> Convert:
    return lambda token: unicodedata.normalize("NFC", to_unicode(token, encoding))


PLAIN: tuple[tuple[re.Pattern[str], Convert], ...] = (
    (ENTITY, _without_entities),
    (_IN_UTF8, _out_of_utf8),
)
OLD: tuple[Convert, ...] = (_of_1258, *map(_legacy, Encoding))


def decoded(stored: bytes) -> str:
    r"""Return the text of a file: UTF-8, marked UTF-16, or each byte under its Western name.

    >>> decoded("Căn cứ".encode()), decoded(b"nh\xa9n d\xa9n"), decoded("Số".encode("utf-16"))
    ('Căn cứ', 'nh©n d©n', 'Số')
    """
    if stored[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return stored.decode("utf-16", "replace")
    try:
        return stored.decode("utf-8-sig")
    except UnicodeDecodeError:
        mostly = stored.decode("utf-8-sig", "replace")
    if NEWER.search(mostly):
        return mostly
    return "".join(_NAMES[code] for code in stored)
