"""The heads of a task table: texts of its columns in, what each column holds out."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from nlp.folding import letters


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


def role_of(head: str) -> Role:
    """Return what a column under this head holds.

    >>> role_of("Đơn vị phối hợp"), role_of("Thời gian thực hiện"), role_of("STT")
    (<Role.SUPPORT: 'support'>, <Role.SCHEDULE: 'schedule'>, <Role.ORDER: 'order'>)
    """
    text = letters(head).replace(" ", "")
    return next((role for role, pattern in HEADS if pattern.search(text)), Role.OTHER)


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
