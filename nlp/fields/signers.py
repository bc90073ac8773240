"""Finds who signed: authority mark, on whose behalf, post and name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from nlp.finding import Found, letter_of
from nlp.folding import fold, squeeze
from nlp.layout.anchors import is_authority
from nlp.lexicons import Lexicons
from nlp.names import has_family, person_name, signed_name, split_signed, unusual_name
from nlp.positions import POSITIONS, position_in, post_at_end
from nlp.record import FieldName, Signer
from nlp.spelling import spelling_of
from nlp.zones import Placed, ZoneName

MARK = re.compile(r"^\W{0,3}(tm|kt|tl|tuq|q|t[/.]m|k[/.]t|t[/.]l)[.,:/]{0,2}\s*(?=[a-z]{2})")
BARE_MARK = re.compile(r"^\W*(?:T\W?M|K\W?T|T\W?L|TUQ|Q)\W*$")
# Saved text runs the lines of a signature together: "TM. CHÍNH PHỦ KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG".
INNER_MARK = re.compile(r"\s+(?=(?:TM|KT|TL|TUQ|T/M|K/T|T/L)[.:]?\s*[A-ZĐÀ-Ỹ]{2})")
NOISE = " .,;:*_-–—=~|'\"“”`´^"
SURE, LIKELY, POOR = 0.93, 0.8, 0.5
FULL_NAME = 3
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
    for block in _blocks(lines, lexicons):
        signer = Signer(block.name, block.position, block.authority, block.on_behalf_of)
        sure = POOR if block.guessed else _certainty(signer)
        yield Found(FieldName.SIGNERS, signer, block.start, block.end, sure)


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
    for placed in lines:
        for text in _parts(placed.line.text):
            name = person_name(text) or _shouted(text, block)
            if name is None and block.position is not None:
                name = unusual_name(text)
                block.guessed = block.guessed or name is not None
            if name is not None:
                block.name = name
                block.spans(placed)
                blocks.append(block)
                block = _Block()
            elif _take_post(block, text, lexicons):
                block.spans(placed)
    if block.position is not None:
        blocks.append(block)
    return blocks


def _shouted(text: str, block: _Block) -> str | None:
    """Return a name in capitals, which only stands below a post."""
    below = block.position is not None or block.authority is not None
    return signed_name(text) if below and text.isupper() else None


def _parts(text: str) -> Iterator[str]:
    """Yield the lines of a signature that saved text set on one line: marks, post, name.

    >>> list(_parts("TM. CHÍNH PHỦ KT. THỦ TƯỚNG PHÓ THỦ TƯỚNG Lê Thành Long"))
    ['TM. CHÍNH PHỦ', 'KT. THỦ TƯỚNG', 'PHÓ THỦ TƯỚNG', 'Lê Thành Long']
    """
    above, name = split_signed(text)
    for part in INNER_MARK.split(above):
        post = post_at_end(part) if MARK.match(fold(part)) else None
        before = part.removesuffix(f" {post}")
        if post is not None and not BARE_MARK.match(before):
            yield before
            yield post
        else:
            yield part
    if name:
        yield name


def _take_post(block: _Block, text: str, lexicons: Lexicons) -> bool:
    """Put an authority or position line into the block; tell whether it was one."""
    folded = fold(text)
    match = MARK.match(folded)
    if match is not None and is_authority(_spaced(text, match)):
        block.authority = re.sub("[/.]", "", match.group(1)).upper()
        block.on_behalf_of = _respelled(text[match.end() :], lexicons)
        block.position = None
        return True
    post = position_in(text)
    if post is not None:
        _take_position(block, post)
        return True
    goes_on = block.authority is not None and block.position is None
    if goes_on and text.isupper() and len(text) > FULL_NAME:
        block.on_behalf_of = f"{block.on_behalf_of} {_respelled(text, lexicons)}"
        return True
    return False


def _take_position(block: _Block, post: str) -> None:
    """Put a post into the block.

    "GIÁM ĐỐC" above "PHÓ GIÁM ĐỐC" is the form "KT. GIÁM ĐỐC", its mark added by pen; under KT
    the head's own post can only be the deputy's with "PHÓ" hidden by the seal (Decree 30,
    Article 13.1).
    """
    deputy = f"PHÓ {block.on_behalf_of}"
    if block.authority is None and block.position is not None and post == f"PHÓ {block.position}":
        block.authority, block.on_behalf_of = "KT", block.position
    if block.authority == "KT" and not _is_deputy(post) and deputy in POSITIONS:
        post = deputy
        block.guessed = True
    block.position = post


def _is_deputy(post: str) -> bool:
    """Tell whether a post is one that signs in the head's stead."""
    return post.startswith(("PHÓ ", "THỨ ", "ỦY VIÊN")) or post.endswith(" PHÓ")


def _spaced(text: str, match: re.Match[str]) -> str:
    """Return the line with a blank after its mark: OCR drops it ("KT.GIÁM ĐỐC")."""
    mark = match.group(1).upper()
    return f"{mark}. {text[match.end() :]}"


def _respelled(text: str, lexicons: Lexicons) -> str:
    """Return a post or body in capitals, well spelled where it is known."""
    plain = squeeze(text).strip(NOISE)
    post = position_in(plain)
    alike = post is not None and abs(len(post) - len(plain)) <= SPARE_SIGNS
    return post if post and alike else spelling_of(lexicons).bodies.respell(plain)
