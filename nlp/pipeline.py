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


def component(finder: Finder) -> Callable[[Doc], Doc]:
    """Wrap a finder as a spaCy component that adds to `doc._.found`.

    The lexicons come with the Doc: spaCy keeps the first function of a name for ever.
    """

    def run(doc: Doc) -> Doc:
        found_in(doc).extend(finder(doc, doc._.lexicons))
        return doc

    return run


def build() -> Language:
    """Return the pipeline with one component per finder, in the order of `FINDERS`."""
    for name in ("letter", "found", "lexicons"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    nlp = spacy.blank("xx")
    nlp.tokenizer = SyllableTokenizer(nlp.vocab)
    for name, finder in FINDERS:
        Language.component(f"vanthu_{name}", func=component(finder))
        nlp.add_pipe(f"vanthu_{name}", name=name)
    return nlp


def doc_of(letter: Letter, nlp: Language, lexicons: Lexicons) -> Doc:
    """Run the pipeline over a letter; what was found is in `doc._.found`."""
    doc = nlp.make_doc(letter.text)
    doc._.letter = letter
    doc._.found = []
    doc._.lexicons = lexicons
    for _, run in nlp.pipeline:
        doc = run(doc)
    return doc
