"""The finders, one file a field; `FINDERS` is the order in which they run."""

from nlp.fields import (
    addressees,
    annexes,
    code,
    contacts,
    deadlines,
    events,
    issued_on,
    issuer,
    marks,
    recipients,
    references,
    signers,
    subject,
    tasks,
)
from nlp.finding import Finder

FINDERS: tuple[tuple[str, Finder], ...] = (
    ("issuer", issuer.find),
    ("code", code.find),
    ("issued_on", issued_on.find),
    ("subject", subject.find),
    ("addressees", addressees.find),
    ("references", references.find),
    ("deadlines", deadlines.find),
    ("events", events.find),
    ("signers", signers.find),
    ("recipients", recipients.find),
    ("tasks", tasks.find),
    ("contacts", contacts.find),
    ("annexes", annexes.find),
    ("marks", marks.find),
)
