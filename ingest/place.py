"""Where a scan lies on its page: what those who ask for drawings and the program that draws tell each other."""

import struct
from typing import NamedTuple

# Index of the page, 1 for a page without colours, dots an inch.
REQUEST = struct.Struct("<2Id")
# A `Place`, or nothing but zeros.
ANSWER = struct.Struct("<8I")
REFUSED = bytes(ANSWER.size)
# The pixels of a scan are drawn as they are where they are so nearly as many as are wanted.
AS_MANY = 0.01


class Place(NamedTuple):
    """The pixels of a scan, and where Poppler puts them on the page; all numbers in pixels."""

    own_width: int
    own_height: int
    page_width: int
    page_height: int
    left: int
    top: int
    width: int
    height: int
