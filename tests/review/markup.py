"""Looks at a page as a browser does: HTML goes in, its tags and what could run in it come out."""

from html.parser import HTMLParser

Tag = tuple[str, dict[str, str | None]]


class Tags(HTMLParser):
    """Collects every start tag and the text between."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def tags_of(html: str) -> list[Tag]:
    page = Tags()
    page.feed(html)
    return page.tags


def text_of(html: str) -> str:
    page = Tags()
    page.feed(html)
    return " ".join(" ".join(page.text).split())


def runs_inline(html: str) -> list[Tag]:
    """Return every tag that our policy forbids: inline script, handler, style or foreign address."""
    return [(tag, attrs) for tag, attrs in tags_of(html) if _forbidden(tag, attrs)]


def _forbidden(tag: str, attrs: dict[str, str | None]) -> bool:
    if tag in {"iframe", "object", "embed", "base", "style"}:
        return True
    if tag == "script" and "src" not in attrs:
        return True
    if "style" in attrs or any(name.startswith("on") for name in attrs):
        return True
    addresses = [attrs.get("src"), attrs.get("href"), attrs.get("action")]
    return any(one and not one.startswith(("/", "?", "#")) for one in addresses)
