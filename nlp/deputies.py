"""Deputies sign for their heads (Decree 30/2020/NĐ-CP, Article 13.1): one's post in, the other's out."""

from nlp.positions import POSITIONS

MINISTER, VICE_MINISTER = "BỘ TRƯỞNG", "THỨ TRƯỞNG"


def is_deputy(post: str) -> bool:
    """Tell whether a post is one that signs in the head's stead."""
    return post.startswith(("PHÓ ", "THỨ ", "ỦY VIÊN")) or post.endswith(" PHÓ")


def head_of(post: str) -> str | None:
    """Return the post of the head for whom a deputy signs.

    >>> head_of("PHÓ GIÁM ĐỐC"), head_of("THỨ TRƯỞNG"), head_of("GIÁM ĐỐC")
    ('GIÁM ĐỐC', 'BỘ TRƯỞNG', None)
    """
    head = MINISTER if post == VICE_MINISTER else post.removeprefix("PHÓ ")
    return head if head != post and head in POSITIONS else None


def deputy_under(post: str, head: str) -> str:
    """Return the post of who signs for a head under whose mark a head's post was read.

    >>> deputy_under("GIÁM ĐỐC", "GIÁM ĐỐC"), deputy_under("CHỦ NHIỆM", "BỘ TRƯỞNG, CHỦ NHIỆM")
    ('PHÓ GIÁM ĐỐC', 'PHÓ CHỦ NHIỆM')
    """
    own = f"PHÓ {post}"
    return own if own in POSITIONS and post in head else f"PHÓ {head}"
