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
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.vocab import Vocab


class Kind:
    """Part of speech and the features of its form; there is one object of each."""

    __slots__ = ("features", "pos")

    def __init__(self, pos: str, features: str) -> None:
        self.pos, self.features = pos, features


Row = tuple[int, int, int]
"""A word, its tag and its place in the tree, as the model numbers them."""
Question = tuple[int, Kind] | tuple[int, ...]
"""A word and its kind; of a word that rules name its row, and those of neighbours that matter."""
REMEMBERED = 30_000
"""Questions whose answers are kept; beyond it the older half is forgotten."""
GAP = (".", ".", "punct")
"""What stands between two questions put to the rules; no rule of two words takes it in."""
ANY_WORD = "lorry"
"""A word that no rule names."""


class WordReadings:
    """Answers for ``attribute_ruler`` and ``lemmatizer`` what they have answered before."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._lemmatizer: Any = nlp.get_pipe("lemmatizer")
        ruler: Any = nlp.get_pipe("attribute_ruler")
        self._ruler = ruler
        patterns = [pattern for rule in ruler.patterns for pattern in rule["patterns"]]
        pairs = [part for pattern in patterns if len(pattern) > 1 for part in pattern]
        strings = nlp.vocab.strings
        self._named = _Named([part for pattern in patterns for part in pattern], strings)
        self._in_pairs = _Named(pairs, strings)
        self._pairing = {strings[p["DEP"]] for p in pairs if "DEP" in p and "LOWER" not in p}
        self._kinds = _Kinds(self._ruler, nlp.vocab)
        self._answers: dict[Question, tuple[str, str]] = {}

    def of(self, tables: list[Any]) -> list[list[tuple[str, str]]]:
        """Return part of speech and base form of each word.

        Args:
            tables: for each document an array of numbers, word, tag and place in a row.
        """
        documents = [self._questions(table) for table in tables]
        answers = self._answers
        missing = [q for questions in documents for q in questions if q not in answers]
        if missing:
            if len(answers) + len(missing) > REMEMBERED:
                for question in list(islice(answers, max(len(answers) - REMEMBERED // 2, 0))):
                    del answers[question]
                missing = [q for questions in documents for q in questions if q not in answers]
            self._learn(list(dict.fromkeys(missing)))
        return [[answers[q] for q in questions] for questions in documents]

    def _questions(self, table: Any) -> list[Question]:  # noqa: ANN401 - a numpy array
        words, tags, places = table.T.tolist()
        named, kinds, pairing = self._named, self._kinds, self._pairing
        questions: list[Question] = []
        for n, word in enumerate(words):
            tag, place = tags[n], places[n]
            if not named[word] and place not in pairing:
                questions.append((word, kinds[tag, place]))
                continue
            beside: tuple[int, ...] = ()
            if self._is_paired(word, place):
                beside = self._row(table, n - 1) + self._row(table, n + 1)
            questions.append((word, tag, place, *beside))
        return questions

    def _is_paired(self, word: int, place: int) -> bool:
        return self._in_pairs[word] or place in self._pairing

    def _row(self, table: Any, n: int) -> Row:  # noqa: ANN401 - a numpy array
        """Return a neighbour that a rule over two words may look at, else noughts."""
        if 0 <= n < len(table):
            word, tag, place = table[n].tolist()
            if self._is_paired(word, place):
                return word, tag, place
        return 0, 0, 0

    def _learn(self, questions: list[Question]) -> None:
        named = [q for q in questions if not isinstance(q[1], Kind)]
        others = [(q[0], q[1]) for q in questions if isinstance(q[1], Kind)]
        if named:
            self._ask_rules(named)
        if others:
            self._ask_base_forms(others)
        self._lemmatizer.cache.clear()  # it has no limit of its own

    def _ask_rules(self, questions: list[Any]) -> None:
        """Put questions to all rules, in one made-up document."""
        from spacy.tokens import Doc

        strings = self._vocab.strings
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
        doc = Doc(self._vocab, list(texts), tags=list(tags), deps=list(deps), heads=heads)
        doc = self._lemmatizer(self._ruler(doc))
        for question, n in zip(questions, at, strict=True):
            self._answers[question] = (doc[n].pos_, doc[n].lemma_)

    def _ask_base_forms(self, questions: list[tuple[int, Kind]]) -> None:
        from spacy.tokens import Doc

        strings = self._vocab.strings
        doc = Doc(
            self._vocab,
            [strings[word] for word, _ in questions],
            pos=[kind.pos for _, kind in questions],
            morphs=[kind.features for _, kind in questions],
        )
        for question, token in zip(questions, self._lemmatizer(doc), strict=True):
            self._answers[question] = (question[1].pos, token.lemma_)


class _Kinds(dict[tuple[int, int], Kind]):
    """What any word is that has a tag and a place and is named by no rule."""

    def __init__(self, ruler: Any, vocab: Vocab) -> None:  # noqa: ANN401 - spaCy's component
        super().__init__()
        self._ruler, self._vocab = ruler, vocab
        self._objects: dict[tuple[str, str], Kind] = {}

    def __missing__(self, row: tuple[int, int]) -> Kind:
        from spacy.tokens import Doc

        tag, place = (self._vocab.strings[number] for number in row)
        word = self._ruler(Doc(self._vocab, [ANY_WORD], tags=[tag], deps=[place], heads=[0]))[0]
        told = (word.pos_, str(word.morph))
        kind = self[row] = self._objects.setdefault(told, Kind(*told))
        return kind


class _Named(dict[int, bool]):
    """Whether parts of rules name a word, by itself or by its shape; forgotten when too many.

    White space counts as named.
    """

    def __init__(self, parts: Iterable[dict[str, Any]], strings: StringStore) -> None:
        super().__init__()
        self._strings = strings
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

    def __missing__(self, number: int) -> bool:
        if len(self) > REMEMBERED:
            self.clear()
        lower = self._strings[number].lower()
        known = (
            lower in self._words or lower.isspace() or any(s.search(lower) for s in self._shapes)
        )
        self[number] = known
        return known
