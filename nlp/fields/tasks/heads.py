"""The heads of a task table: texts of its columns in, what each column holds out."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from rapidfuzz import fuzz

from nlp.folding import letters
from nlp.repair.syllables import is_legal


class Role(StrEnum):
    """What a column of a task table holds."""

    ORDER = "order"
    WHAT = "what"
    LEAD = "lead"
    SUPPORT = "support"
    RESULT = "result"
    SCHEDULE = "schedule"
    OTHER = "other"


# On folded letters without blanks, which OCR drops in narrow cells; the first that fits decides ("thời gian thực hiện" before "thực hiện").
HEADS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (Role.ORDER, re.compile(r"^(?:s?tt|sott|sothutu)$")),
    (Role.SCHEDULE, re.compile(r"thoigian|thoihan|tiendo|hanhoanthanh|thoidiem|^han$")),
    (Role.OTHER, re.compile(r"ghichu|lanhdao|chidao|phutrach|kinhphi|cosophaply")),
    (Role.LEAD, re.compile(r"chutri|thammuu|donvithuchien|coquanthuchien|phancong|thuchien$")),
    (Role.SUPPORT, re.compile(r"phoihop")),
    (Role.RESULT, re.compile(r"ketqua|sanpham")),
    (Role.WHAT, re.compile(r"nhiemvu|noidung|congviec|tenviec|hoatdong")),
)  # fmt: skip
USUAL = {
    Role.LEAD: "chutri", Role.SUPPORT: "phoihop", Role.WHAT: "nhiemvu", Role.RESULT: "sanpham", Role.SCHEDULE: "thoihan",
}  # fmt: skip
ALIKE = 70
"""Similarity of 100 from which a head is one of them, misread; heads of other tables say whole syllables."""


def role_of(head: str) -> Role:
    """Return what a column under this head holds.

    >>> role_of("Đơn vị phối hợp"), role_of("Thời gian thực hiện"), role_of("STT")
    (<Role.SUPPORT: 'support'>, <Role.SCHEDULE: 'schedule'>, <Role.ORDER: 'order'>)
    >>> role_of("chủưi"), role_of("Chủ tịch")
    (<Role.LEAD: 'lead'>, <Role.OTHER: 'other'>)
    """
    text = letters(head).replace(" ", "")
    fitting = (role for role, pattern in HEADS if pattern.search(text))
    return next(fitting, None) or _misread(head, text)


def _misread(head: str, text: str) -> Role:
    """Return the role of a head of which OCR lost a letter or two: "chủưi" was "chủ trì"."""
    if all(is_legal(word) for word in re.findall(r"[^\W\d_]+", head)):
        return Role.OTHER  # "Chủ tịch" is no misread "Chủ trì"
    alike = [role for role, usual in USUAL.items() if fuzz.ratio(text, usual) >= ALIKE]
    return alike[0] if len(alike) == 1 else Role.OTHER


def roles_of(heads: Mapping[int, str]) -> dict[int, Role] | None:
    """Return the roles of a table's columns, or None when it is no task table.

    A task table names the work, and who does it or by when.
    """
    roles = {column: role_of(head) for column, head in heads.items()}
    named = set(roles.values())
    return roles if is_task_head(named) else None


def is_task_head(roles: Iterable[Role]) -> bool:
    """Tell whether columns of these roles make a task table."""
    named = set(roles)
    return Role.WHAT in named and (
        Role.LEAD in named or {Role.SUPPORT, Role.RESULT, Role.SCHEDULE} <= named
    )
