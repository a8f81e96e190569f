"""The lexicon of events: which verbs and nouns name an event, of which type, with which roles.

Two kinds of files in ``knowledge/lexicon``: ``verbs*.tsv`` and ``nouns*.tsv``, columns
``pattern type mode contexts actor recipient note``; and ``classes.tsv`` (``class lemmas``), the
semantic classes of nouns that patterns may ask for.

A **verb pattern** is a lemma and conditions, all of which must hold; the entry with the most
conditions wins::

    attack                              any "attack" with or without an object
    open obj:fire                       the object is "fire"
    set obj:fire|ablaze prep:to         … and a phrase with "to" follows
    take obj:@PEOPLE obj2:hostage       an object of a class, and a second word in the clause
    break prt:through                   a particle or adverb
    strike obj:@PLACE|@BUILDING|@FORCE  one of several classes
    seize !obj:opportunity|chance       not with these objects
    fire obj:@WEAPON                    a weapon as object ("fired rockets")
    fall prep:to subj:@PLACE            a condition on the subject
    fire prep:at|on|upon !obj           without any object
    charge clause                       a finite clause of content follows ("that …")
    warn will:@FORCEVERB                … and tells what will or may be ("that it will attack")

Conditions: ``obj`` object (subject of a passive), ``subj`` subject (agent of a passive), ``prt``
particle or adverb, ``prep`` preposition (``prep:to=@PLACE`` tests its object too), ``obj2`` a word
or class anywhere else directly below the verb, ``clause`` the verb of a finite clause of content,
``will`` the same with a modal verb; each may be negated with ``!``. ``obj`` or ``clause`` alone
means that there is one. Words are lemmas, ``|`` separates alternatives, ``@NAME`` is a class.

A **noun pattern** is one or more lemmas, the last of them the head: ``air strike``, ``attack``.

``actor`` and ``recipient`` list where the role stands, first match taken, comma-separated:
``subj``, ``obj``, ``speaker`` (who says the clause), ``told`` (of whom the content tells),
``prep:with|against``; for nouns also ``poss`` (possessor), ``comp`` (noun before: "Taliban
attack"), ``of``, ``by``, and other prepositions as ``prep:on|against``; ``-`` for none. Empty
cells mean the defaults of this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.errors import KnowledgeError
from dateline.knowledge.tables import Table, packaged, parse_table, user_files

VERB_ACTOR, VERB_RECIPIENT = "subj", "obj"
NOUN_ACTOR, NOUN_RECIPIENT = "by,poss,comp", "prep:on|against|upon|targeting,of,prep:at"
CONDITIONS = frozenset({"obj", "subj", "prt", "prep", "obj2", "clause", "will"})
USER_FILES = ("verbs", "nouns", "classes", "metaphor", "light_verbs", "descriptions", "holdings")
COLUMNS = ("pattern", "type", "mode", "contexts", "actor", "recipient", "note")


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a verb pattern.

    Attributes:
        where: ``obj``, ``subj``, ``prt``, ``prep``, ``obj2``, ``clause`` or ``will``.
        words: lemmas that satisfy it (for ``prep`` the prepositions); empty means any.
        classes: names of semantic classes that satisfy it.
        inner: for ``prep``, words and classes (with ``@``) its object must be one of.
        negated: it must not hold.

    """

    where: str
    words: frozenset[str]
    classes: frozenset[str]
    inner: frozenset[str] = frozenset()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the lexicon. ``id`` is what ``dateline why`` shows as the rule.

    ``needed`` holds sets of words: a sentence without one of each cannot fit the entry.
    """

    id: str
    lemma: str
    before: tuple[str, ...]
    conditions: tuple[Condition, ...]
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    note: str = ""
    needed: tuple[frozenset[str], ...] = ()

    @property
    def weight(self) -> tuple[int, int]:
        """How specific the entry is: positive conditions and words first, then negative ones."""
        positive = sum(1 for c in self.conditions if not c.negated)
        named = sum(1 for c in self.conditions if not c.negated and c.words and c.where != "prep")
        return positive * 2 + named + 2 * len(self.before), len(self.conditions)


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its subject to an event noun ("carried out an attack").

    Attributes:
        particle: the particle it needs, or "".
        slots: where the noun stands: ``obj``, ``prep:in|on``.
        role: what the subject is: ``actor``, ``recipient``, ``both``, ``place`` or ``none``.

    """

    lemma: str
    particle: str
    slots: tuple[str, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by the lemma of their head, most specific first, classes, light verbs, cues.

    Attributes:
        classes: class name → lemmas. ``membership``: lemma → class names.
        metaphor: kind of sense ("sport") → words that give it away.
        descriptions: kind of description ("armed") → nouns that refer back.
        holdings: ``owner`` and ``itself`` → things that stand for the people in them.

    """

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    classes: dict[str, frozenset[str]]
    membership: dict[str, frozenset[str]]
    light_verbs: dict[str, tuple[LightVerb, ...]]
    metaphor: dict[str, frozenset[str]]
    descriptions: dict[str, frozenset[str]]
    holdings: dict[str, frozenset[str]]

    def classes_of(self, lemma: str) -> frozenset[str]:
        """Return the names of the classes a noun lemma belongs to."""
        return self.membership.get(lemma, frozenset())


def _split_alternatives(text: str) -> tuple[frozenset[str], frozenset[str]]:
    parts = [part.replace("_", " ") for part in text.split("|") if part]
    words = frozenset(part for part in parts if not part.startswith("@"))
    return words, frozenset(part[1:].replace(" ", "_") for part in parts if part.startswith("@"))


def _condition(text: str, where_from: str) -> Condition:
    negated = text.startswith("!")
    name, _, rest = text.removeprefix("!").partition(":")
    if name not in CONDITIONS:
        raise KnowledgeError(
            where_from,
            f"'{text}' is no condition",
            f"Use one of {', '.join(sorted(CONDITIONS))}, followed by a colon and words.",
        )
    outer, _, inner = rest.partition("=")
    words, classes = _split_alternatives(outer)
    return Condition(name, words, classes, frozenset(p for p in inner.split("|") if p), negated)


def _slots(cell: str, default: str) -> tuple[str, ...]:
    return tuple(s.strip() for s in (cell or default).split(",") if s.strip() and s.strip() != "-")


def _needed(condition: Condition) -> list[frozenset[str]]:
    """Return the words of which a sentence must have one for a condition to hold."""
    if condition.negated:
        return []
    found = []
    is_by = condition.where == "prep" and "by" in condition.words  # a passive's agent
    if condition.words and not condition.classes and not is_by:
        found.append(frozenset(word.split()[-1] for word in condition.words))
    if condition.inner and not any(word.startswith("@") for word in condition.inner):
        found.append(frozenset(word.split("_")[-1] for word in condition.inner))
    return found


def _verb(row: dict[str, str], where_from: str) -> Entry:
    lemma, *rest = row["pattern"].split()
    conditions = tuple(_condition(part, where_from) for part in rest)
    return Entry(
        id=f"verb:{row['pattern']}",
        lemma=lemma,
        before=(),
        conditions=conditions,
        event_type=row["type"],
        mode=row["mode"] or None,
        contexts=tuple(c.strip() for c in row["contexts"].split(",") if c.strip()),
        actor=_slots(row["actor"], VERB_ACTOR),
        recipient=_slots(row["recipient"], VERB_RECIPIENT),
        note=row.get("note", ""),
        needed=tuple(words for c in conditions for words in _needed(c)),
    )


def _noun(row: dict[str, str], where_from: str) -> Entry:
    *before, lemma = row["pattern"].split()
    if any(":" in word for word in before):
        raise KnowledgeError(where_from, "a noun pattern has no conditions", "Write lemmas only.")
    return Entry(
        id=f"noun:{row['pattern']}",
        lemma=lemma,
        before=tuple(before),
        conditions=(),
        event_type=row["type"],
        mode=row["mode"] or None,
        contexts=tuple(c.strip() for c in row["contexts"].split(",") if c.strip()),
        actor=_slots(row["actor"], NOUN_ACTOR),
        recipient=_slots(row["recipient"], NOUN_RECIPIENT),
        note=row.get("note", ""),
        needed=tuple(frozenset({word}) for word in before),
    )


def _checked(table: Table) -> Table:
    missing = [c for c in COLUMNS[:2] if c not in table.columns]
    if missing:
        raise KnowledgeError(
            table.name, f"no column {', '.join(missing)}", f"The columns are {' '.join(COLUMNS)}."
        )
    return table


def _index(entries: dict[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    by_lemma: dict[str, list[Entry]] = {}
    for entry in entries.values():
        by_lemma.setdefault(entry.lemma, []).append(entry)
    return {
        lemma: tuple(sorted(found, key=lambda e: (e.weight, e.id), reverse=True))
        for lemma, found in by_lemma.items()
    }


@cache
def load(user_folder: Path | None = None) -> Lexicon:
    """Load the lexicon, with the user's own entries over it (same pattern: the user's wins).

    A user's row with the type ``NONE`` switches an entry off; it still shadows wider entries.

    Raises:
        KnowledgeError: a file or row is at fault.

    """
    entries: dict[str, dict[str, Entry]] = {"verbs": {}, "nouns": {}}
    classes: dict[str, set[str]] = {}
    metaphor: dict[str, set[str]] = {}
    described: dict[str, set[str]] = {}
    holdings: dict[str, set[str]] = {}
    light: dict[str, list[LightVerb]] = {}
    for table in _tables(user_folder):
        stem = Path(table.name).name
        if stem.startswith("classes"):
            _add_words(classes, table, "class", "lemmas")
        elif stem.startswith("metaphor"):
            _add_words(metaphor, table, "kind", "words")
        elif stem.startswith("holdings"):
            _add_words(holdings, table, "kind", "lemmas")
        elif stem.startswith("descriptions"):
            _add_words(described, table, "kind", "lemmas")
        elif stem.startswith("light_verbs"):
            for row in table.rows:
                light.setdefault(row["verb"], []).append(_light_verb(row))
        elif stem.startswith(("verbs", "nouns")):
            make = _verb if stem.startswith("verbs") else _noun
            for row in _checked(table).rows:
                full = {column: row.get(column, "") for column in COLUMNS}
                entry = make(full, f"{table.name}, '{row['pattern']}'")
                entries[stem[:5]][entry.id] = entry
    return Lexicon(
        _index(entries["verbs"]),
        _index(entries["nouns"]),
        {name: frozenset(words) for name, words in classes.items()},
        _membership(classes),
        {lemma: tuple(found) for lemma, found in light.items()},
        {name: frozenset(words) for name, words in metaphor.items()},
        {name: frozenset(words) for name, words in described.items()},
        {name: frozenset(words) for name, words in holdings.items()},
    )


@cache
def lemmas() -> dict[str, str]:
    """Return the verb forms that the language model lemmatises wrongly, with the right lemma."""
    table = next(text for name, text in packaged("lexicon") if name.endswith("/lemmas.tsv"))
    return {row["form"]: row["lemma"] for row in parse_table("lemmas.tsv", table).rows}


def _tables(user_folder: Path | None) -> Iterator[Table]:
    for name, text in packaged("lexicon"):
        yield parse_table(name, text)
    for name, text in user_files(user_folder, "*.tsv"):
        if Path(name).name.startswith(USER_FILES):
            yield parse_table(name, text, need_notes=False)


def _add_words(target: dict[str, set[str]], table: Table, key: str, words: str) -> None:
    for row in table.rows:
        members = (word.strip().replace("_", " ") for word in row[words].split(","))
        target.setdefault(row[key], set()).update(word for word in members if word)


def _light_verb(row: dict[str, str]) -> LightVerb:
    return LightVerb(row["verb"], row["particle"], _slots(row["noun"], "obj"), row["role"])


def _membership(classes: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in classes.items():
        for word in words:
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}
