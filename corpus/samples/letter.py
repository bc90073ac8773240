"""The nouns of the sample letters: what a letter says, and the truth that goes beside it."""

from dataclasses import dataclass

from corpus.samples.layout import Layout
from nlp.record import Arrival, Deadline, Event, Reference, Signer

PARTY_MARKS = {"T/M": "TM", "K/T": "KT", "T/L": "TL"}
"""Party letters write the authority marks with a stroke (Hướng dẫn 36-HD/VPTW)."""


@dataclass(frozen=True, slots=True)
class SampleSigner:
    """One signature block as printed.

    Attributes:
        name: Full name under the signature.
        position: The post of the one who signs.
        marks: Lines above the post, each "MARK. ON BEHALF OF WHOM", outermost first.
    """

    name: str
    position: str
    marks: tuple[str, ...] = ()

    def gold(self) -> Signer:
        """Return the signer; of stacked marks the one next to the post counts."""
        if not self.marks:
            return Signer(name=self.name, position=self.position)
        mark, _, behalf = self.marks[-1].partition(" ")
        authority = PARTY_MARKS.get(mark, mark.rstrip("."))
        return Signer(
            name=self.name, position=self.position, authority=authority, on_behalf_of=behalf
        )


@dataclass(frozen=True, slots=True)
class SampleTask:
    """One row of a task list; `schedule` is printed as it stands."""

    order: str
    what: str
    section: str | None = None
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    result: str | None = None
    schedule: str | None = None
    due_on: str | None = None


@dataclass(frozen=True, slots=True)
class SampleContact:
    """A person or office to ask."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class SampleLetter:
    """One fictional letter and what is true about it.

    Attributes:
        name: Stem of the files written for it.
        form: "state" (Decree 30/2020/NĐ-CP) or "party".
        issuer: Bold line top left, as printed; a newline breaks it.
        issued_on: ISO date; a missing day or month stays blank on the paper.
        body_pt: Size of the body's letters, 13 to 14.
        body: Markup, one paragraph a line; see docs/samples.md.
        handwritten: Record fields written by pen: "number", "issued_on".
        arrival: The incoming stamp, if the letter bears one.
        arrival_office: Who stamped it, as on the stamp's first line.
        title: The type as printed over the subject; None for a công văn.
        seal_ring: Words round the top and round the bottom of the seal.
        seal_centre: Lines in its middle; none gives the emblem.
        layout: How the office lays out its letters.
    """

    name: str
    form: str
    document_type: str
    title: str | None
    issuer_parent: str | None
    issuer: str
    number: str | None
    symbol: str
    place: str
    issued_on: str
    subject: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    signers: tuple[SampleSigner, ...]
    body: str
    seal_ring: tuple[str, str]
    seal_centre: tuple[str, ...] = ()
    urgency: str | None = None
    secrecy: str | None = None
    references: tuple[Reference, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    events: tuple[Event, ...] = ()
    tasks: tuple[SampleTask, ...] = ()
    contacts: tuple[SampleContact, ...] = ()
    arrival: Arrival | None = None
    arrival_office: str | None = None
    handwritten: tuple[str, ...] = ()
    body_pt: float = 14.0
    notes: str = ""
    layout: Layout = Layout()

    @property
    def code(self) -> str | None:
        """Number and symbol as one; party letters join them with a dash."""
        if self.number is None:
            return None
        return f"{self.number}{self.joint}{self.symbol}"

    @property
    def joint(self) -> str:
        """What stands between number and symbol."""
        if self.form == "party":
            return "-"
        return "" if self.symbol.startswith("/") else "/"
