"""What is known of a page before it is read: its size and the images on it."""

from dataclasses import dataclass

POINTS_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image as it lies on a page.

    Attributes:
        width_px: Width of the stored image.
        height_px: Height of the same.
        x_dpi: Pixels per inch of paper, across.
        y_dpi: The same, down.
        gray: It has no colours.
    """

    width_px: int
    height_px: int
    x_dpi: float
    y_dpi: float
    gray: bool = False

    @property
    def pixels(self) -> int:
        """How many pixels are stored."""
        return self.width_px * self.height_px

    @property
    def area_pt2(self) -> float:
        """The paper it covers, in square points."""
        return self.pixels / (self.x_dpi * self.y_dpi) * POINTS_PER_INCH**2


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page of a file, upright.

    Attributes:
        index: From 0; people see `index + 1`.
        width_pt: Width in points (1/72 inch).
        height_pt: Height in points.
        images: The images on it.
        frame: Where the page lies in its file: pages of a TIFF may have thumbnails between them.
    """

    index: int
    width_pt: float
    height_pt: float
    images: tuple[PlacedImage, ...] = ()
    frame: int = 0

    @property
    def image_cover(self) -> float:
        """The part of the page under images, 0 to 1; strips of one scan add up."""
        area = self.width_pt * self.height_pt
        return min(1.0, sum(image.area_pt2 for image in self.images) / area)
