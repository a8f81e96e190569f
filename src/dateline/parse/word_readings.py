"""Part of speech and base form of each word, remembered for the next time.

The model derives both from the word, its tag and its place in the tree by fixed rules, and
matching these rules costs as much as the parser. The same word with the same tag in the same
place always gets the same answer, so the rules are asked once for each; where one looks at the
word beside it too ("gon na"), that word is part of the question. A word that no rule of the ruler
names is read as any other with its tag and place, so for such words it is asked once for each tag
and place, and only the base form is asked for the word itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

Question = tuple[int, ...]
"""A word, its tag and its place; three numbers more for each neighbour that matters."""
Kind = tuple[str, str]
"""Part of speech and the features of its form."""
REMEMBERED = 25_000
"""Questions whose answers are kept; beyond it all are forgotten, and the base forms with them."""
GAP = (".", ".", "punct")
"""What stands between two questions put to the rules; no rule of two words takes it in."""
ANY_WORD = "lorry"
"""A word that no rule names."""


class WordReadings:
    """Answers for ``attribute_ruler`` and ``lemmatizer`` what they have answered before."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._ruler: Any = nlp.get_pipe("attribute_ruler")
        self._lemmatizer: Any = nlp.get_pipe("lemmatizer")
        self._answers: dict[Question, tuple[str, str]] = {}
        self._base_forms: dict[tuple[int, Kind], str] = {}
        self._kinds: dict[tuple[int, int], Kind] = {}
        ruler: Any = self._ruler
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        self._named = _Words(part for pattern in patterns for part in pattern)
        pairs = [part for pattern in patterns if len(pattern) > 1 for part in pattern]
        self._in_pairs = _Known(_Words(pairs), nlp.vocab.strings)
        strings = nlp.vocab.strings
        self._places = {strings[p["DEP"]] for p in pairs if "DEP" in p and "LOWER" not in p}

    def of(self, tables: list[Any]) -> list[list[tuple[str, str]]]:
        """Return part of speech and base form of each word.

        Args:
            tables: for each document an array of numbers, word, tag and place in a row.
        """
        documents = [self._questions(table) for table in tables]
        answers = self._answers
        missing = [row for rows in documents for row in rows if row not in answers]
        if missing:
            if len(answers) + len(missing) > REMEMBERED:
                self._forget()
                missing = [row for rows in documents for row in rows]
            self._learn(list(dict.fromkeys(missing)))
        return [[answers[row] for row in rows] for rows in documents]

    def _questions(self, table: Any) -> list[Question]:  # noqa: ANN401 - a numpy array
        rows: list[Question] = list(map(tuple, table.tolist()))
        in_pairs, places = self._in_pairs, self._places
        paired = [in_pairs[row[0]] or row[2] in places for row in rows]
        if True not in paired:
            return rows
        return [
            self._with_neighbours(rows, paired, n) if paired[n] else row
            for n, row in enumerate(rows)
        ]

    def _forget(self) -> None:
        self._answers.clear()
        self._base_forms.clear()
        self._lemmatizer.cache.clear()  # it has no limit of its own

    def _learn(self, questions: list[Question]) -> None:
        strings = self._nlp.vocab.strings
        named = [q for q in questions if len(q) > 3 or self._named.has(strings[q[0]])]
        if named:
            self._ask(named)
        others = [(q, self._kind(q[1], q[2])) for q in questions if q not in self._answers]
        words = [(q[0], kind) for q, kind in others]
        new = [word for word in dict.fromkeys(words) if word not in self._base_forms]
        if new:
            self._ask_base_forms(new)
        for (question, kind), word in zip(others, words, strict=True):
            self._answers[question] = (kind[0], self._base_forms[word])

    @staticmethod
    def _with_neighbours(rows: list[Question], paired: list[bool], n: int) -> Question:
        before = rows[n - 1] if n and paired[n - 1] else (0, 0, 0)
        after = rows[n + 1] if n + 1 < len(rows) and paired[n + 1] else (0, 0, 0)
        return (*rows[n], *before, *after)

    def _ask(self, questions: list[Question]) -> None:
        """Put questions to the rules, all in one made-up document."""
        from spacy.tokens import Doc

        strings = self._nlp.vocab.strings
        words: list[tuple[str, str, str]] = []
        at: list[int] = []
        for question in questions:
            own, before, after = question[:3], question[3:6], question[6:9]
            for part in (before, own, after):
                if part is own:
                    at.append(len(words))
                if any(part):
                    words.append((strings[part[0]], strings[part[1]], strings[part[2]]))
            words.append(GAP)
        texts, tags, deps = zip(*words, strict=True)
        heads = list(range(len(words)))
        doc = Doc(self._nlp.vocab, list(texts), tags=list(tags), deps=list(deps), heads=heads)
        doc = self._lemmatizer(self._ruler(doc))
        for question, n in zip(questions, at, strict=True):
            self._answers[question] = (doc[n].pos_, doc[n].lemma_)

    def _kind(self, tag: int, place: int) -> Kind:
        """Return what any word is that has a tag and a place and is named by no rule."""
        from spacy.tokens import Doc

        known = self._kinds.get((tag, place))
        if known is None:
            strings = self._nlp.vocab.strings
            doc = Doc(
                self._nlp.vocab, [ANY_WORD], tags=[strings[tag]], deps=[strings[place]], heads=[0]
            )
            word = self._ruler(doc)[0]
            known = self._kinds[tag, place] = (word.pos_, str(word.morph))
        return known

    def _ask_base_forms(self, words: list[tuple[int, Kind]]) -> None:
        from spacy.tokens import Doc

        strings = self._nlp.vocab.strings
        doc = Doc(
            self._nlp.vocab,
            [strings[word] for word, _ in words],
            pos=[pos for _, (pos, _) in words],
            morphs=[morph for _, (_, morph) in words],
        )
        for word, token in zip(words, self._lemmatizer(doc), strict=True):
            self._base_forms[word] = token.lemma_


class _Words:
    """The words that parts of rules name, by themselves or by their shape."""

    def __init__(self, parts: Iterable[dict[str, Any]]) -> None:
        self._words: set[str] = set()
        self._shapes: list[re.Pattern[str]] = []
        for part in parts:
            named = part.get("LOWER")
            if isinstance(named, str):
                self._words.add(named)
            elif named is not None and "IN" in named:
                self._words.update(named["IN"])
            elif named is not None:
                self._shapes.append(re.compile(named["REGEX"]))

    def has(self, word: str) -> bool:
        """Tell whether a rule names a word; white space counts as named."""
        lower = word.lower()
        return lower in self._words or lower.isspace() or any(s.search(lower) for s in self._shapes)


class _Known(dict[int, bool]):
    """Whether rules name a word, by its number; asked once, and forgotten when they are many."""

    def __init__(self, words: _Words, strings: Any) -> None:  # noqa: ANN401 - spaCy's strings
        super().__init__()
        self._words, self._strings = words, strings

    def __missing__(self, number: int) -> bool:
        if len(self) > REMEMBERED:
            self.clear()
        known = self[number] = self._words.has(self._strings[number])
        return known
