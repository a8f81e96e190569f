"""Give a text all in capitals the capitals of print, so that the language model can read it.

Telegrams, old wires and headlines come in capitals. The model, trained on newspapers, takes their
words for names and their names for words. It is given a copy in which ordinary words are small
and names begin with a capital: names the actor list or the gazetteer knows, words that the rest
of the report writes with one, and words that are no English words at all. One character stands
for one character, so that every offset stays what it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from dateline.knowledge import place_keys, place_words
from dateline.knowledge.actor_list import ActorList
from dateline.knowledge.gazetteer import Gazetteer
from dateline.knowledge.tables import packaged, parse_table

IsWord = Callable[[str], str]
"""Tells what an English word can be ("n" noun, "v" verb, "a" adjective …), or "" for none."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*(?:\.[^\W\d_]\b)*\.?")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?")
_ENDS = re.compile(r"[.!?:][\"'”’)\]]*\s+[\"'“‘(\[]*$|^[\"'“‘(\[]*$|\[$")
_SLUG = re.compile(r"(?:^|--|\])\s*\[[^\[\]]*\]\s*[\"'“‘]*$")
_MADE = re.compile(r"(?:ing|tion|ment|ness|ally)s?$")
LETTERS = 12
SMALL_SHARE = 0.04
"""A block with fewer letters, or a larger share of small ones, is left as it is."""
KNOWN, FAMOUS = 4.0, 4.7
"""How likely a place must be for its name to count, of several words and of one."""
ABBREVIATION = 5
PLACE_LENGTH = 3
VOWELS = frozenset("aeiouyáéíóú")
SHORT_PARTS = frozenset({"gun", "man", "men"})
UNSURE_MONTHS = frozenset({"may", "march", "august"})


def is_shouted(text: str) -> bool:
    """Tell whether a block is all in capitals."""
    # The small vowels of ordinary text alone are more than enough; they are counted quickly.
    if sum(map(text.count, VOWELS)) > SMALL_SHARE * len(text):
        return False
    letters = [c for c in text if c.isalpha() and c.upper() != c.lower()]
    small = sum(c.islower() for c in letters)
    return len(letters) >= LETTERS and small <= SMALL_SHARE * len(letters)


@cache
def _calendar() -> frozenset[str]:
    tables = {name.split("/")[-1]: content for name, content in packaged("reading")}
    words = {
        row["word"]
        for name in ("months.tsv", "weekdays.tsv")
        for row in parse_table(name, tables[name]).rows
    }
    return frozenset(words)


def _listed() -> dict[str, str]:
    """Return the words that are place names too, with what else they are ("first name")."""
    return place_words.load().common


@dataclass(slots=True)
class Caser:
    """Recases the blocks of one report.

    Attributes:
        is_word: knows the English words.
        seen: how the parts of the report that are not shouted write a word: its lower form →
            forms, counted where no sentence begins.
        names: words that stood where only a name can stand.
        shorts: abbreviations that stood in brackets ("(FMLN)").
    """

    is_word: IsWord
    actors: ActorList
    gazetteer: Gazetteer
    seen: dict[str, Counter[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    shorts: set[str] = field(default_factory=set)

    def learn(self, blocks: Iterable[str]) -> None:
        """Take note of the words of a report: as written in mixed text, and after titles."""
        for block in blocks:
            words = list(_WORD.finditer(block))
            shouted = is_shouted(block)
            for n, match in enumerate(words):
                lower = match.group().lower()
                if not shouted:
                    if not _begins(block, words, n):
                        self.seen.setdefault(lower, Counter())[match.group()] += 1
                elif (
                    n
                    and _is_title(words[n - 1].group())
                    and not set("fv") & set(self.is_word(lower))
                ):
                    self.names.add(lower)
                elif self._in_brackets(block, match) and len(lower) <= ABBREVIATION + 1:
                    if not self.is_word(lower):
                        self.shorts.add(lower)

    def recased(self, text: str) -> str:
        """Return a block in ordinary case, character for character; mixed text unchanged."""
        if not is_shouted(text):
            return text
        words = list(_WORD.finditer(text))
        named = self._named([m.group() for m in words])
        out = [_small(c) for c in text]
        for n, match in enumerate(words):
            start, end = match.span()
            lower = match.group().lower()
            if _is_dotted(match.group()) or self._is_short_form(lower) or lower == "i":
                out[start:end] = text[start:end]
            elif n in named and not self._is_particle(lower):
                _capitalise(out, text, start, end)
            else:
                self._single(out, text, words, n)
            if _begins(text, words, n):
                out[start] = text[start]
        for n, match in enumerate(words[:-1]):  # "president Varga" is printed "President Varga"
            if _is_title(match.group(), full=True) and out[words[n + 1].start()].isupper():
                if text[match.end() : words[n + 1].start()].isspace():
                    out[match.start()] = text[match.start()]
        return "".join(out)

    def _single(self, out: list[str], text: str, words: Sequence[re.Match[str]], n: int) -> None:
        start, end = words[n].span()
        lower = _bare(words[n].group())
        around = text[max(0, start - 3) : start] + text[end : end + 3]
        if lower in UNSURE_MONTHS:
            if any(c.isdigit() for c in around):
                _capitalise(out, text, start, end)
            return
        written = self.seen.get(lower)
        if written:
            form = written.most_common(1)[0][0]
            if len(form) <= end - start:
                out[start : start + len(form)] = form
        elif self._is_name(lower) or self._beside_name(lower, words, n):
            _capitalise(out, text, start, end)

    def _beside_name(self, lower: str, words: Sequence[re.Match[str]], n: int) -> bool:
        """Tell whether a word that is also a given name stands before or after a strange word."""
        if _listed().get(lower) not in ("first name", "surname"):
            return False
        near = [_bare(words[at].group()) for at in (n - 1, n + 1) if 0 <= at < len(words)]
        return any(not self.is_word(word) and len(word) > 1 for word in near)

    @staticmethod
    def _in_brackets(text: str, match: re.Match[str]) -> bool:
        return text[match.start() - 1 : match.start()] in ("(", "[") and text[
            match.end() : match.end() + 1
        ] in (")", "]")

    def _is_short_form(self, lower: str) -> bool:
        """Tell whether a word is an abbreviation ("FMLN")."""
        if lower in self.shorts:
            return True
        if len(lower) > ABBREVIATION or len(lower) < 2 or set("fvar") & set(self.is_word(lower)):
            return False
        if not self.is_word(lower) and not VOWELS & set(lower):
            return True
        if not self._is_listed(lower.upper()) or self._is_listed(lower):
            return False
        return not self._is_known_place(lower, FAMOUS)

    def _is_listed(self, word: str) -> bool:
        entry = self.actors.resolve(word)
        return entry is not None and entry.actor_id is not None

    def _is_particle(self, lower: str) -> bool:
        return lower in ("of", "the", "and", "for", "in", "on", "de", "del", "y")

    def _is_name(self, lower: str) -> bool:
        """Tell whether a word alone is a name."""
        if "f" in self.is_word(lower):
            return False
        if lower in place_words.peoples() or lower in _calendar() or lower in self.names:
            return True
        reason = _listed().get(lower)
        if reason is not None:
            return reason != "word" and "v" not in self.is_word(lower)
        kinds = self.is_word(lower)
        if not kinds:
            return len(lower) > 1 and not self._is_made_up(lower)
        if set(kinds) != {"n"} or len(lower) <= PLACE_LENGTH:
            return False
        return self._is_known_place(lower, FAMOUS)

    def _is_made_up(self, lower: str) -> bool:
        """Tell whether a strange word is made of English parts ("machinegun", "kidapping")."""
        if _MADE.search(lower):
            return True
        splits = ((lower[:at], lower[at:]) for at in range(4, len(lower) - 2))
        return any(
            self.is_word(a) and "n" in self.is_word(b) and (len(b) > 3 or b in SHORT_PARTS)
            for a, b in splits
        )

    def _named(self, words: Sequence[str]) -> set[int]:
        """Return which words are part of a listed name of several words."""
        found: set[int] = set()
        for first, end, _ in self.actors.scan(words):
            if end - first > 1:
                found.update(range(first, end))
        for n in range(len(words) - 1):
            lower = words[n].lower()
            if "f" in self.is_word(lower):
                continue
            for length in (3, 2):
                chunk = words[n : n + length]
                if len(chunk) == length and not any(w.endswith(".") for w in chunk[:-1]):
                    if self._is_known_place(" ".join(chunk).rstrip(".")):
                        found.update(range(n, n + length))
                        break
        return found

    def _is_known_place(self, name: str, least: float = KNOWN) -> bool:
        if place_keys.key(name) in _listed():
            return False
        best = next(iter(self.gazetteer.lookup(name, loose=False)), None)
        return best is not None and best.rank == 0 and best.prior >= least


def _bare(word: str) -> str:
    """Return a word in lower case without its possessive ending and stop."""
    return word.lower().rstrip(".").removesuffix("'s").removesuffix("’s")


def _is_title(word: str, *, full: bool = False) -> bool:
    """Tell whether a name follows: after "Col" always, with ``full`` also after "judge"."""
    lower = word.lower()
    known = place_words.load().classes["person_before"]
    return lower in known and (full or len(lower.rstrip(".")) < ABBREVIATION - 1)


def _begins(text: str, words: Sequence[re.Match[str]], n: int) -> bool:
    """Tell whether a word begins a sentence, a bracket or what follows a slug ("[TEXT]")."""
    start = words[n].start()
    if (n and _is_dotted(words[n - 1].group())) or (n and _is_title(words[n - 1].group())):
        return False
    return bool(_ENDS.search(text[max(0, start - 8) : start]) or _SLUG.search(text[:start][-80:]))


def _small(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def _capitalise(out: list[str], text: str, start: int, end: int) -> None:
    """Give a word its capital, and one to "O'Leary" and "McVeigh" where it can be seen."""
    out[start] = text[start]
    inner = text[start:end]
    if len(inner) > 3 and inner[1] in "'’":
        out[start + 2] = text[start + 2]


def _is_dotted(word: str) -> bool:
    """Tell whether a word is letters with stops ("U.S.")."""
    return bool(_DOTTED.fullmatch(word)) and len(word) > 2
