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
# Of a page and its scan neither is so many times longer or wider than the other.
MOST = 1.05


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

    @property
    def is_sound(self) -> bool:
        """Whether the numbers can be true: a scan is about as large as its page.

        >>> Place(2481, 3504, 2480, 3500, 0, 0, 2480, 3501).is_sound
        True
        >>> Place(2481, 3504, 2480, 99999, 0, 0, 2480, 3501).is_sound
        False
        """
        across = self.own_width, self.page_width, self.width, self.left + self.width
        down = self.own_height, self.page_height, self.height, self.top + self.height
        return all(0 < max(side) <= MOST * min(side) + 2 for side in (across, down))
