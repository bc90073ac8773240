"""How an office lays out its letters: a seed in, places and sizes of head, stamp, addressees and foot out.

The defaults are one layout of Decree 30/2020/NĐ-CP, Annex I: the sample letters' own. What other
offices do with the same Decree (and did under Circular 01/2011/TT-BNV) is drawn by `layout_of`.
"""

from dataclasses import dataclass
from random import Random
from typing import Literal

from corpus.samples.sheet import LEFT_MM, RIGHT_MM, WIDTH_MM

Logo = Literal["", "over", "beside"]
Dear = Literal["list", "row", "centred", "sentence"]
StampPlace = Literal["under", "date", "motto", "corner", "issuer"]
StampForm = Literal["decree", "rows", "bare", "typed"]
PageNumber = Literal["top", "bottom", "corner"]

STAMP_PLACES: tuple[StampPlace, ...] = (
    "under",
    "under",
    "date",
    "date",
    "motto",
    "corner",
    "issuer",
)
STAMP_FORMS: tuple[StampForm, ...] = ("decree", "decree", "rows", "bare", "typed")
DEARS: tuple[Dear, ...] = ("list", "row", "centred", "sentence")
PAGE_NUMBERS: tuple[PageNumber, ...] = ("top", "top", "bottom", "corner")
DATE_DROPS_MM = (0.0, 0.0, 0.0, -3.2, 2.8, 6.0, 9.0)
GAP_MM = 4.0
"""Between the columns of the head."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand on the paper; lengths in millimetres, sizes in points.

    Attributes:
        left_mm: Axis of the issuer's column.
        left_width_mm: Its width.
        left_aligned: Its lines begin at one edge, not on one axis.
        right_mm: Axis of the motto's column.
        right_width_mm: Its width; a wider motto is set smaller.
        head_pt: Size of issuer and motto.
        framed: The head stands in a ruled table.
        logo: A round mark over the issuer or left of it.
        date_drop_mm: How far the date stands below its usual place (above it, if negative).
        date_below: Place and date stand under the whole head, at the right edge.
        about_style: Style of "V/v …" under the number.
        about_pt: Its size.
        signed_note: The printed note of a digital signature at the top right corner.
        dear: How several addressees are set.
        stamp_place: Where the incoming stamp stands; only "under" has room kept for it.
        stamp_form: Which stamp.
        sign_mm: Axis of the signature.
        sign_gap_mm: Height left for seal and pen.
        sign_pt: Size of posts and name.
        own_page: The signature begins a page.
        recipient_pt: Size of the recipients.
        page_number: Where later pages bear their number.
        broken_list: The recipients go on at the top of the next page.
        footer: Address and telephone at the foot of the first page.
        copied: A slip under the signature, "SAO Y BẢN CHÍNH", with a number and signer of its own.
    """

    left_mm: float = LEFT_MM + 30
    left_width_mm: float = 72.0
    left_aligned: bool = False
    right_mm: float = WIDTH_MM - RIGHT_MM - 48
    right_width_mm: float = 150.0
    head_pt: float = 12.5
    framed: bool = False
    logo: Logo = ""
    date_drop_mm: float = 0.0
    date_below: bool = False
    about_style: str = "regular"
    about_pt: float = 12.0
    signed_note: bool = False
    dear: Dear = "list"
    stamp_place: StampPlace = "under"
    stamp_form: StampForm = "decree"
    sign_mm: float = WIDTH_MM - RIGHT_MM - 40
    sign_gap_mm: float = 25.0
    sign_pt: float = 14.0
    own_page: bool = False
    recipient_pt: float = 11.0
    page_number: PageNumber = "top"
    broken_list: bool = False
    footer: bool = False
    copied: bool = False


def layout_of(chance: Random) -> Layout:
    """Draw the layout of some office."""
    start, end = chance.uniform(18, 30), WIDTH_MM - chance.uniform(8, 18)
    middle = start + (end - start) * chance.uniform(0.36, 0.5)
    return Layout(
        left_mm=(start + middle) / 2,
        left_width_mm=middle - start - GAP_MM,
        left_aligned=chance.random() < 0.1,
        right_mm=(middle + end) / 2,
        right_width_mm=end - middle - GAP_MM,
        head_pt=chance.choice((11.0, 12.0, 12.5, 13.0)),
        framed=chance.random() < 0.05,
        logo=chance.choice(("", "", "", "", "", "", "over", "beside")),
        date_drop_mm=chance.choice(DATE_DROPS_MM),
        date_below=chance.random() < 0.07,
        about_style=chance.choice(("regular", "regular", "italic", "bold")),
        about_pt=chance.choice((11.0, 12.0, 13.0)),
        signed_note=chance.random() < 0.15,
        dear=chance.choice(DEARS),
        stamp_place=chance.choice(STAMP_PLACES),
        stamp_form=chance.choice(STAMP_FORMS),
        sign_mm=chance.uniform(128, 160),
        sign_gap_mm=chance.choice((18.0, 22.0, 25.0, 30.0, 38.0)),
        sign_pt=chance.choice((13.0, 14.0)),
        own_page=chance.random() < 0.07,
        recipient_pt=chance.choice((10.0, 11.0, 11.0, 12.0)),
        page_number=chance.choice(PAGE_NUMBERS),
        footer=chance.random() < 0.12,
        copied=chance.random() < 0.07,
        broken_list=chance.random() < 0.05,
    )
