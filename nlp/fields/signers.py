"""Finds who signed: authority mark, on whose behalf, post and name."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.deputies import deputy_under, head_of, is_deputy
from nlp.finding import Found, found_in, letter_of
from nlp.folding import fold, squeeze
from nlp.layout.anchors import STROKE_READ_AS_LETTER, is_authority, is_signed
from nlp.lexicons import Lexicons
from nlp.names import (
    TITLES,
    bare_name,
    has_family,
    name_below_mark,
    person_name,
    signed_name,
    split_signed,
    unusual_name,
)
from nlp.positions import POSITIONS, in_capitals, is_well_printed, position_in, posts_in
from nlp.record import FieldName, Signer
from nlp.repair.syllables import tone_folded
from nlp.spelling import spelling_of
from nlp.taught import issuer_key, known_signer
from nlp.zones import Placed, ZoneName

MARK = re.compile(
    r"^\W{0,3}(tm|kt|tl|tuq|quyen(?=\s)|q(?=[\s.:])|t[/.]m|k[/.]t|t[/.]l"
    rf"|{STROKE_READ_AS_LETTER})[.,:/]{{0,2}}\s*(?=[a-z]{{2}})"
)
STROKE = re.compile(r"[/.]|(?<=^[tk])[i1l](?=[mtl]$)")
# Saved text runs the lines of a signature together: "TM. CHÍNH PHỦ KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG".
INNER_MARK = re.compile(r"\s+(?=(?:TM|KT|TL|TUQ|T/M|K/T|T/L)[.:]?\s*[A-ZĐÀ-Ỹ]{2})")
NOISE = " .,;:*_-–—=~|'\"“”`´^"
SURE, LIKELY, POOR = 0.93, 0.8, 0.5
FULL_NAME, FEWEST = 3, 2
HEADS = ("CHỦ TỊCH", "THỦ TƯỚNG", "TỔNG BÍ THƯ")
SURELY_READ = 1.0
# A post that ends so is not all: its unit stands on the next line.
GO_ON = (
    "TRƯỞNG PHÒNG",
    " VỤ",
    " CỤC",
    " SỞ",
    " VÀ",
    " CỦA",
    " TRUNG TÂM",
    " CÔNG TY",
    " TRƯỜNG",
    " ỦY BAN",
)
# Specks that OCR reads beside a post; more than these are a word of the body's name.
SPARE_SIGNS = 3


@dataclass(slots=True)
class _Block:
    """What one signature block says so far."""

    authority: str | None = None
    on_behalf_of: str | None = None
    position: str | None = None
    name: str | None = None
    start: int = -1
    end: int = -1
    guessed: bool = False
    small: bool = False
    open_end: str = ""

    def spans(self, placed: Placed) -> None:
        self.start = placed.start if self.start < 0 else self.start
        self.end = placed.end


def find(doc: Doc, lexicons: Lexicons) -> Iterable[Found]:
    """Yield the signers in the order of the paper.

    Source:
        Decree 30/2020/NĐ-CP, Article 13 and Annex I, part II, 7; party letters: T/M, K/T, T/L.
    """
    lines = [
        placed
        for placed in letter_of(doc).lines_in(ZoneName.SIGNATURE)
        if sum(sign.isalpha() for sign in placed.line.text) > 1
    ]
    known = _known_signers(doc, lexicons)
    for block in _blocks(lines, lexicons):
        meant = known_signer(block.name, known) if block.name else None
        if meant is not None:
            block.name, block.position = meant.name, block.position or meant.position
            block.guessed = False
        if any(word.confidence < SURELY_READ for line in lines for word in line.line.words):
            _take_hidden_mark(block)
        if block.authority == "Q" and block.position is None:
            block.position = block.on_behalf_of  # "Q. GIÁM ĐỐC" is the signer's own post
        signer = Signer(block.name, block.position, block.authority, block.on_behalf_of)
        sure = POOR if block.guessed else _certainty(signer)
        yield Found(FieldName.SIGNERS, signer, block.start, block.end, sure)


def _take_hidden_mark(block: _Block) -> None:
    """Give a deputy's post its mark, which seal or pen covers."""
    head = head_of(block.position or "")
    if block.authority is None and head is not None:
        block.authority, block.on_behalf_of, block.guessed = "KT", head, True


def _known_signers(doc: Doc, lexicons: Lexicons) -> tuple[Signer, ...]:
    """Return who is known to sign for the issuer that was found."""
    issuers = (x.value for x in found_in(doc) if x.name is FieldName.ISSUER)
    issuer = next((value for value in issuers if isinstance(value, str)), "")
    return lexicons.signers.get(issuer_key(issuer), ())


def _certainty(signer: Signer) -> float:
    """Return how sure a signer is: two-syllable names may have lost the first under the seal."""
    if signer.name is None:
        return POOR
    if signer.position is None:
        return POOR
    if len(signer.name.split()) < FULL_NAME or not has_family(signer.name):
        return LIKELY
    return SURE


def _blocks(lines: Sequence[Placed], lexicons: Lexicons) -> list[_Block]:
    """Walk down the signature zone; a name closes a block."""
    blocks: list[_Block] = []
    block = _Block()
    signed = False
    parts = [(one, text) for one in lines for text in _parts(in_capitals(one.line.text))]
    following = [*(text for _, text in parts[1:]), ""]
    for (placed, text), below in zip(parts, following, strict=False):
        name = person_name(text) or _shouted(text, block)
        if name is None:
            name = _unlisted(text, block, signed=signed, below=below)
            block.guessed = block.guessed or name is not None
        signed = is_signed(text)
        if name is not None:
            block.name = _as_printed(name, text, placed)
            block.spans(placed)
            blocks.append(block)
            block = _Block()
        elif _take_post(block, text, _speller(placed, lexicons)):
            block.small = text != placed.line.text.strip() and not placed.line.text.isupper()
            block.spans(placed)
    printed = all(word.confidence >= SURELY_READ for placed in lines for word in placed.line.words)
    if block.position is not None and not (printed and blocks and _is_other_office(block, blocks)):
        bare = blocks and blocks[-1].position is None and blocks[-1].authority is None
        if bare:  # the post stands below the name
            above = blocks.pop()
            block.name, block.start, block.guessed = above.name, above.start, above.guessed
        blocks.append(block)
    return [one for one in blocks if not _is_named_again(one, blocks)]


def _is_named_again(block: _Block, blocks: Sequence[_Block]) -> bool:
    """Tell whether a bare name is that of another block: a visible digital signature names it, too."""
    bare = block.position is None and block.authority is None
    return bare and any(one is not block and one.name == block.name for one in blocks)


def _is_other_office(block: _Block, blocks: Sequence[_Block]) -> bool:
    """Tell whether a post below the last name is one more office of that person."""
    return block.authority is None and blocks[-1].position is not None


def _as_printed(name: str, text: str, placed: Placed) -> str:
    """Return a name as the line spells it, where OCR had no part in that."""
    printed = squeeze(text).strip(NOISE)
    surely = all(word.confidence >= SURELY_READ for word in placed.line.words)
    return printed if surely and fold(printed) == fold(name) and not printed.isupper() else name


def _shouted(text: str, block: _Block) -> str | None:
    """Return a name in capitals, which only stands below a post."""
    below = block.position is not None or block.authority is not None
    bare = TITLES.sub("", text.strip())
    return signed_name(bare) if below and bare.isupper() else None


def _unlisted(text: str, block: _Block, *, signed: bool, below: str) -> str | None:
    """Return a name whose family is none of the list: below a post, or beside "(Đã ký)".

    Args:
        text: The line.
        block: What stands above it.
        signed: Whether "(Đã ký)" stands right above.
        below: The next line.
    """
    if block.position is not None and text.isupper() and not signed:
        # No body stands in capitals below a post in small letters, and "TRƯỜNG GIANG" is none.
        pen_name = block.position in HEADS and len(text.split()) == FEWEST
        return unusual_name(text.title()) if block.small or pen_name else None
    if block.position is not None:
        return name_below_mark(text) if signed else unusual_name(text)
    return bare_name(text) if signed or is_signed(below) else None


def _parts(text: str) -> Iterator[str]:
    """Yield the lines of a signature that saved text set on one line: marks, post, name.

    >>> list(_parts("TM. CHÍNH PHỦ KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Lê Thành Long"))
    ['TM. CHÍNH PHỦ', 'KT. THỦ TƯỚNG', 'PHÓ THỦ TƯỚNG', 'Lê Thành Long']
    """
    above, name = split_signed(text)
    for part in INNER_MARK.split(above) if above else ():
        mark = MARK.match(fold(part))
        posts = None if mark is None else posts_in(part[mark.end() :])
        if mark is None or posts is None:
            yield part
        else:
            yield part[: mark.end()] + posts[0]
            yield posts[1]
    if name:
        yield name


def _speller(placed: Placed, lexicons: Lexicons) -> Callable[[str], str]:
    """Return what spells the words of a line: text that was never OCR'd stays as printed."""
    if all(word.confidence >= SURELY_READ for word in placed.line.words):
        return lambda text: tone_folded(squeeze(text).strip(NOISE))
    return lambda text: _respelled(text, lexicons)


def _take_post(block: _Block, text: str, spelled: Callable[[str], str]) -> bool:
    """Put an authority or position line into the block; tell whether it was one."""
    folded = fold(text)
    match = MARK.match(folded)
    if match is not None and is_authority(_spaced(text, match)):
        block.authority = _mark(match)
        block.on_behalf_of = spelled(text[match.end() :])
        block.position = None
        return True
    post = position_in(text)
    if post is not None:
        _take_position(block, post)
        block.open_end = _open_end(text)
        return True
    if not text.isupper() or len(text) <= FULL_NAME:
        return False
    if block.authority is not None and block.position is None:
        block.on_behalf_of = f"{block.on_behalf_of} {spelled(text)}"
        return True
    if block.position is not None and block.open_end and is_well_printed(text):
        block.position = f"{block.position}{block.open_end}{squeeze(text).strip(NOISE)}"
        block.open_end = _open_end(text)
        return True
    return False


def _open_end(text: str) -> str:
    """Return what joins a post's next line to it; nothing where the line is complete.

    >>> _open_end("TRƯỞNG PHÒNG PHỔ BIẾN,"), _open_end("GIÁM ĐỐC SỞ"), _open_end("GIÁM ĐỐC")
    (', ', ' ', '')
    """
    plain = squeeze(text).rstrip(" .;:")
    if plain.endswith((",", "-", "–")):
        return ", " if plain.endswith(",") else " - "
    return " " if plain.endswith(GO_ON) else ""


def _take_position(block: _Block, post: str) -> None:
    """Put a post into the block.

    "GIÁM ĐỐC" above "PHÓ GIÁM ĐỐC" is "KT. GIÁM ĐỐC", its mark added by pen; under KT the head's
    own post is the deputy's with "PHÓ" hidden by the seal (Decree 30, Article 13.1).
    """
    deputy = deputy_under(post, block.on_behalf_of or "")
    if block.authority is None and block.position is not None and post == f"PHÓ {block.position}":
        block.authority, block.on_behalf_of = "KT", block.position
    if block.authority == "KT" and not is_deputy(post) and deputy in POSITIONS:
        post, block.guessed = deputy, True
    # Under "TM. BAN CHỈ ĐẠO", "PHÓ TRƯỞNG BAN" a second line names the signer's other office.
    if block.position is None or block.authority != "TM" or post in POSITIONS:
        block.position = post


def _spaced(text: str, match: re.Match[str]) -> str:
    """Return the line with a blank after its mark: OCR drops it ("KT.GIÁM ĐỐC")."""
    return f"{_mark(match)}. {text[match.end() :]}"


def _mark(match: re.Match[str]) -> str:
    """Return a mark of authority without its signs; "QUYỀN" spelled out is "Q"."""
    mark = STROKE.sub("", match.group(1)).upper()
    return "Q" if mark == "QUYEN" else mark


def _respelled(text: str, lexicons: Lexicons) -> str:
    """Return a post or body in capitals, well spelled where it is known."""
    plain = squeeze(text).strip(NOISE)
    post = position_in(plain)
    alike = post is not None and abs(len(post) - len(plain)) <= SPARE_SIGNS
    return post if post and alike else spelling_of(lexicons).bodies.respell(plain)
