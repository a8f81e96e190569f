"""Load the words that tell what a name is, and the place names that are ordinary words too."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.errors import KnowledgeError
from dateline.knowledge import place_keys
from dateline.knowledge.tables import Table, packaged, parse_table


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Classes of words beside a name, and names under suspicion.

    Attributes:
        classes: the lines of ``knowledge/places/name_words.tsv``, lower-case words by class.
        common: keys of ``knowledge/places/common_words.tsv`` → why they are suspect.
    """

    classes: dict[str, frozenset[str]]
    common: dict[str, str]

    def has(self, name: str, word: str) -> bool:
        """Tell whether a lower-case word is in a class.

        Raises:
            KeyError: there is no such class.
        """
        return word in self.classes[name]


def _table(name: str) -> Table:
    for path, content in packaged("places"):
        if path.endswith(f"/{name}"):
            return parse_table(path, content)
    raise KnowledgeError(f"places/{name}", "the file is missing", "Reinstall Dateline.")


@cache
def load() -> PlaceWords:
    """Load the words.

    Raises:
        KnowledgeError: a table is missing or at fault.
    """
    classes = {
        row["class"]: frozenset(word.strip() for word in row["words"].split(","))
        for row in _table("name_words.tsv").rows
    }
    common = {row["key"]: row["why"] for row in _table("common_words.tsv").rows}
    return PlaceWords(classes, common)


@cache
def peoples() -> dict[str, str]:
    """Return the adjectives and names of peoples, lower case → ISO 3166-1 alpha-3 code.

    Raises:
        KnowledgeError: the table of states is missing or at fault.
    """
    return {word.lower(): iso3 for word, iso3 in _of_states("adjectives", "people")}


@cache
def states() -> dict[str, str]:
    """Return what names a state, its people or its capital, lower case → its English name.

    Abbreviations are left out: in lower case they are ordinary words ("CAR").

    Raises:
        KnowledgeError: the table of states is missing or at fault.
    """
    path, content = next(t for t in packaged("actors") if t[0].endswith("/states.tsv"))
    return {
        word.strip().lower(): row["name"]
        for row in parse_table(path, content).rows
        for column in ("name", "aliases", "adjectives", "people", "metonyms")
        for word in row.get(column, "").split(";")
        if word.strip() and not word.strip().isupper()
    }


@cache
def capitals() -> frozenset[str]:
    """Return the keys of the names that stand for a state's government ("Ankara").

    Raises:
        KnowledgeError: the table of states is missing or at fault.
    """
    return frozenset(place_keys.key(word) for word, _ in _of_states("metonyms"))


@cache
def seats() -> dict[str, tuple[str, ...]]:
    """Return the names that stand for each state's government, by ISO 3166-1 alpha-3 code.

    Raises:
        KnowledgeError: the table of states is missing or at fault.
    """
    found: dict[str, tuple[str, ...]] = {}
    for word, iso3 in _of_states("metonyms"):
        found[iso3] = (*found.get(iso3, ()), word)
    return found


def _of_states(*columns: str) -> list[tuple[str, str]]:
    """Return each word of some columns of the table of states with the state's code."""
    path, content = next(t for t in packaged("actors") if t[0].endswith("/states.tsv"))
    return [
        (word.strip(), row["iso3"])
        for row in parse_table(path, content).rows
        for column in columns
        for word in row.get(column, "").split(";")
        if word.strip()
    ]
