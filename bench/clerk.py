"""A clerk by script: a letter on the desk and its gold record go in, keys are pressed and counted.

At each value the desk asks about, the clerk looks at the gold record as staff look at the paper. A
right value is confirmed; else one that is offered is taken, else what is wrong is typed anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from corpus.score.normal import caseless, normal
from nlp.record import MANY, FieldName, Json
from records.shapes import KEYS
from review.parts import Part, parts_of, said
from review.templatetags.office import day

MOST_STOPS = 80
MAIN: Mapping[FieldName, str] = {
    FieldName.SIGNERS: "name",
    FieldName.REFERENCES: "code",
    FieldName.DEADLINES: "due_on",
    FieldName.EVENTS: "starts_on",
    FieldName.TASKS: "what",
    FieldName.CONTACTS: "phone",
    FieldName.ANNEXES: "title",
}
"""The part by which a clerk knows the rows of a list; the others are taken with it."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one letter cost: keys pressed, values stopped at, values that were wrong."""

    keys: int
    stops: int
    wrong: int


@dataclass(slots=True)
class Clerk:
    """Checks the letter that is open in a tab."""

    tab: Page
    gold: Mapping[str, Json]
    keys: int = 0
    wrong: int = 0

    def check(self) -> Work:
        """Go through the doubtful values and approve; the next letter is open afterwards.

        Raises:
            RuntimeError: The desk asks without end.
        """
        for stops in range(MOST_STOPS):
            key = self._focused()
            if not key:
                self._press("Control+Enter")
                return Work(self.keys, stops, self.wrong)
            self._decide(key)
        raise RuntimeError(self.tab.url)

    def _focused(self) -> str:
        """Return which value has the focus, as name and position; "" when all are done."""
        found: str = self.tab.evaluate(
            "document.activeElement.closest('.value')?.dataset.key ?? ''"
        )
        return found

    def _decide(self, key: str) -> None:
        name, _, position = key.rpartition("-")
        field = FieldName(name)
        value = self.tab.locator(f"#value-{key}")
        shown: dict[str, str] = dict(
            value.locator("input, textarea, select").evaluate_all(
                "boxes => boxes.map(box => [box.dataset.part ?? '', box.value])"
            )
        )
        right = self._right(field, int(position), shown)
        if right is None:
            # Nothing on the paper: a wrong find is taken away, an empty place passed over.
            gone = any(shown.values())
            self.wrong += gone
            if gone and field in MANY:
                self._remove(value)
            else:
                self._press("Enter")
        elif not self._differing(field, right, shown):
            self._press("Enter")
        else:
            self.wrong += 1
            self._correct(field, right, value, shown)

    def _remove(self, value: Locator) -> None:
        """Take a row away, and go on when it is gone: the desk takes its time."""
        row = value.element_handle()
        self._press("Alt+Delete")
        self.tab.wait_for_function("row => !row.isConnected", arg=row)

    def _right(self, field: FieldName, position: int, shown: Mapping[str, str]) -> Json:
        """Return what should stand here; of a list the row that is meant."""
        gold = self.gold.get(field)
        if field not in MANY or not isinstance(gold, list):
            return gold
        alike = (one for one in gold if not self._differing(field, one, shown))
        return next(alike, gold[position] if position < len(gold) else None)

    def _differing(self, field: FieldName, right: Json, shown: Mapping[str, str]) -> list[Part]:
        return [
            part for part in _main_parts(field, right) if not _same(part, shown.get(part.key, ""))
        ]

    def _correct(
        self, field: FieldName, right: Json, value: Locator, shown: Mapping[str, str]
    ) -> None:
        offered = value.locator(".others span").all_inner_texts()
        wanted = said(field, right)
        if wanted in offered:
            self._press(f"Alt+{offered.index(wanted) + 1}")
            return
        for part in self._differing(field, right, shown):
            self._type(value, part)
        self._press("Enter")

    def _type(self, value: Locator, part: Part) -> None:
        """Go to a part and type it anew; on the way to it one key is counted for each box."""
        box = value.locator(f'[data-part="{part.key}"]')
        boxes = value.locator("input, textarea, select").all()
        keys = [one.get_attribute("data-part") for one in boxes]
        self.keys += keys.index(part.key)
        box.focus()
        box.select_text()
        text = _written(part)
        self.keys += len(text)
        self.tab.keyboard.type(text)

    def _press(self, key: str) -> None:
        self.keys += 1
        self.tab.keyboard.press(key)


def _main_parts(field: FieldName, right: Json) -> Sequence[Part]:
    parts = parts_of(field, right)
    if field not in KEYS or field not in MAIN:
        return parts
    return [part for part in parts if part.key == MAIN[field]]


def _same(part: Part, shown: str) -> bool:
    return caseless(normal(shown)) == caseless(normal(_written(part)))


def _written(part: Part) -> str:
    """Return a part as it is typed."""
    return day(part.text) if part.kind == "day" else part.text
