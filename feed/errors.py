"""What the API answers when it cannot: stable codes, a sentence in both languages."""

from feed.schemas import Problem

NO_LETTER = Problem(
    code="feed.no_letter",
    message="Không có văn bản này.",
    message_en="There is no such letter.",
)

PROBLEMS = (NO_LETTER,)
