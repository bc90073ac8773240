"""How files are read: limits and languages, made once from the settings and passed down."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file.

    Attributes:
        languages: Tesseract language names.
        ignores_layer: Every page is read from its image, however good its text layer looks.
        max_bytes: Files above this are refused.
        max_pages: Files with more pages are refused.
        max_pixels: Images with more pixels are refused before they are decoded.
        page_timeout_s: Wall-clock limit for one page in one outside program.
        file_timeout_s: Wall-clock limit for one outside program that looks at the whole file.
        max_memory_bytes: Address space an outside program may take.
        max_output_bytes: What an outside program may write.
        file_name: What the sender called the file; "" where it is not known. Names often hold the
            letter's number.
    """

    languages: tuple[str, ...] = ("vie",)
    ignores_layer: bool = False
    max_bytes: int = 200 * MIB
    max_pages: int = 500
    max_pixels: int = 60_000_000
    page_timeout_s: float = 120.0
    file_timeout_s: float = 30.0
    max_memory_bytes: int = 640 * MIB
    max_output_bytes: int = 256 * MIB
    file_name: str = ""
