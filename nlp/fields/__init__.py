"""The finders, one file a field; `FINDERS` is the order in which they run."""

from nlp.fields import addressees, code, issued_on, issuer, recipients, signers, subject
from nlp.finding import Finder

FINDERS: tuple[tuple[str, Finder], ...] = (
    ("issuer", issuer.find),
    ("code", code.find),
    ("issued_on", issued_on.find),
    ("subject", subject.find),
    ("addressees", addressees.find),
    ("signers", signers.find),
    ("recipients", recipients.find),
)
