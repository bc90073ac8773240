"""Builds the spaCy pipeline: an explicit, ordered list of components."""

from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp.fields import FINDERS
from nlp.finding import Finder, found_in
from nlp.lexicons import Lexicons
from nlp.tokenizer import SyllableTokenizer
from nlp.zones import Letter


def component(finder: Finder, lexicons: Lexicons) -> Callable[[Doc], Doc]:
    """Wrap a finder as a spaCy component that adds to `doc._.found`."""

    def run(doc: Doc) -> Doc:
        found_in(doc).extend(finder(doc, lexicons))
        return doc

    return run


def build(lexicons: Lexicons) -> Language:
    """Return the pipeline with one component per finder, in the order of `FINDERS`."""
    if not Doc.has_extension("letter"):
        Doc.set_extension("letter", default=None)
        Doc.set_extension("found", default=[])
    nlp = spacy.blank("xx")
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    for name, finder in FINDERS:
        run = component(finder, lexicons)
        Language.component(f"vanthu_{name}", func=run)
        nlp.add_pipe(f"vanthu_{name}", name=name)
    return nlp


def doc_of(letter: Letter, nlp: Language) -> Doc:
    """Run the pipeline over a letter; what was found is in `doc._.found`."""
    doc = nlp.make_doc(letter.text)
    doc._.letter = letter
    doc._.found = []
    for _, run in nlp.pipeline:
        doc = run(doc)
    return doc
