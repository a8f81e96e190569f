"""Import the whole of GeoNames: a gazetteer file with what ships and every row of a dump.

The rows are streamed once. A place that ships stays as it is, under its English name and in its
province, and gains the names of its row; a place of Dateline's own that a row plainly is gains them
as well; every other row becomes a place. What is found by a name is sorted at the end, on disk, the
likeliest place of each name first. The same sources give the same file.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dateline.earth import kilometres
from dateline.errors import KnowledgeError
from dateline.knowledge.gazetteer import IMPORTED_FROM
from dateline.knowledge.gazetteer_build import NEAR_ENOUGH_KM, SCHEMA, standing
from dateline.knowledge.gazetteer_files import connected
from dateline.knowledge.gazetteer_shipped import Divisions, numbers, own_points
from dateline.knowledge.gazetteer_sources import (
    PRIMARY,
    ROMANISED,
    keys_of,
    plain_letters,
)
from dateline.knowledge.geonames_rows import (
    AGAIN,
    BrokenRow,
    GeoRow,
    Lines,
    features,
    opened,
    read_row,
)

IMPORT_VERSION = "1"
ALTERNATES = ("alternateNamesV2.zip", "alternateNamesV2.txt")
CODE_FILES = ("admin1CodesASCII.txt", "admin2Codes.txt")
BATCH = 20_000
NAMED_FAULTS = 10
HOPELESS = 1_000
"""So many broken rows and no good one before them: it is another kind of file."""
CACHE_KIB = 96 * 1024


@dataclass(frozen=True, slots=True)
class Step:
    """Where an import is: what it does, and how far by a measure of its own (0, 0: unknown)."""

    stage: Literal["places", "names", "sorting", "writing"]
    file: str
    done: int
    total: int
    rows: int


Tell = Callable[[Step], None]


@dataclass(slots=True)
class Outcome:
    """What an import did.

    Attributes:
        rows: rows read.
        added: rows that became places of their own.
        known: rows that are places Dateline ships.
        names: rows of alternative names that were taken.
        faults: how many rows were left out, by what was wrong with them.
        examples: the first of them, each with its file and line.
        newest: the latest day of change that a row tells.
    """

    rows: int = 0
    added: int = 0
    known: int = 0
    names: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)
    newest: str = ""

    def fault(self, where: str, told: str) -> None:
        """Count a row that is left out."""
        # What differs from row to row stands in quotation marks; faults are counted without it.
        self.faults[told.split("'")[0].strip()] += 1
        if len(self.examples) < NAMED_FAULTS:
            self.examples.append(f"{where}: {told}")


class _Writer:
    """The file while it is made."""

    def __init__(self, target: Path, base: Path, tell: Tell) -> None:
        self.outcome = Outcome()
        self.tell = tell
        self.file = sqlite3.connect(target, isolation_level=None)
        self.file.executescript(
            "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
            f"PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-{CACHE_KIB};"
            "PRAGMA temp_store=FILE; BEGIN;" + SCHEMA
        )
        self.file.execute(
            "CREATE TEMP TABLE staged (key TEXT, standing INTEGER, place INTEGER, rank INTEGER)"
        )
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[object, ...]] = []
        with closing(connected(base)) as shipped:
            self.notes = dict(shipped.execute("SELECT key, value FROM meta"))
            self._copy(shipped)
            self.iso3 = dict(shipped.execute("SELECT iso2, iso3 FROM country"))
            self._shipped = numbers(shipped)
            self._own = own_points(shipped)
            self._divisions = Divisions(shipped)

    def _copy(self, shipped: sqlite3.Connection) -> None:
        for table, into, width in (
            ("country", "country", 3),
            ("admin", "admin", 3),
            ("place", "place", 14),
            ("name", "staged", 4),
        ):
            rows = shipped.execute(f"SELECT * FROM {table}")
            self.file.executemany(f"INSERT INTO {into} VALUES ({','.join('?' * width)})", rows)

    def take(self, row: GeoRow) -> None:
        """Take one row of GeoNames."""
        self.outcome.newest = max(self.outcome.newest, row.changed[:10])
        keys = keys_of(row.names, row.iso2 in ROMANISED)
        if row.feature_class == "A" and row.feature_code in ("ADM1", "ADM2"):
            second = row.admin2 if row.feature_code == "ADM2" else ""
            division = (row.iso2, row.admin1, second)
            self._divisions.name(division, plain_letters(row.name), row.number)
        n = self._shipped.get(row.number) or self._own_place(row, keys)
        if n is None:
            self.outcome.added += 1
            n, prior = self._add(row), row.prior
        else:
            self.outcome.known += 1
            prior = self._prior(n)
        place = standing(prior)
        self._names += [(key, place, n, rank) for key, rank in keys.items()]

    def _add(self, row: GeoRow) -> int:
        n = IMPORTED_FROM + row.number
        feature = row.feature
        divisions = self._divisions
        first = divisions.number((row.iso2, row.admin1, ""))
        second = divisions.number((row.iso2, row.admin1, row.admin2)) if row.admin2 else None
        if feature.precision_class in ("province", "country"):
            first = second = None
        elif feature.precision_class == "district":
            second = None
        self._places.append(
            (n, None, row.name, feature.kind, feature.precision_class, first, second,
             self.iso3.get(row.iso2), row.latitude, row.longitude, row.population, None,
             row.prior, None)
        )  # fmt: skip
        return n

    def _prior(self, n: int) -> float:
        return float(self.file.execute("SELECT prior FROM place WHERE n = ?", (n,)).fetchone()[0])

    def _own_place(self, row: GeoRow, keys: dict[str, int]) -> int | None:
        """Return the place of Dateline's own that a row plainly is."""
        if row.feature.precision_class != "exact":
            return None
        for key in keys:
            for own in self._own.get(key, ()):
                if own.iso2 != row.iso2 or own.is_settlement != (row.feature_class == "P"):
                    continue
                if kilometres(own.at, (row.latitude, row.longitude)) <= NEAR_ENOUGH_KM:
                    return own.n
        return None

    def flush(self) -> None:
        """Write what is waiting."""
        before = self.file.total_changes
        places = f"INSERT OR IGNORE INTO place VALUES ({','.join('?' * 14)})"
        self.file.executemany(places, self._places)
        twice = len(self._places) - (self.file.total_changes - before)
        if twice:
            self.outcome.added -= twice
            self.outcome.faults["its id stood before"] += twice
        self.file.executemany("INSERT INTO staged VALUES (?, ?, ?, ?)", self._names)
        self._places, self._names = [], []

    def take_alternate(self, cells: list[str]) -> None:
        """Take one row of ``alternateNamesV2``: an English name of a place that is there."""
        number, name = int(cells[1]), cells[3].strip()
        n = self._shipped.get(number, IMPORTED_FROM + number)
        found = self.file.execute("SELECT prior, iso3 FROM place WHERE n = ?", (n,)).fetchone()
        if found is not None:
            keys = keys_of({name: PRIMARY}, found[1] in self.notes["romanised"].split())
            place = standing(found[0])
            self._names += [(key, place, n, rank) for key, rank in keys.items()]
            self.outcome.names += 1

    def name_division(self, cells: list[str]) -> None:
        """Take one row of GeoNames' files of division codes: code, name, ASCII name, id."""
        country, _, rest = cells[0].partition(".")
        first, _, second = rest.partition(".")
        self._divisions.name((country, first, second), cells[2] or cells[1], int(cells[3]))

    def finish(self, sources: str) -> None:
        """Sort the names, write the divisions and the notes, and close the file."""
        self.flush()
        self.file.executemany("INSERT INTO admin VALUES (?, ?, ?)", self._divisions.new_rows())
        self.tell(Step("sorting", "", 0, 0, self.outcome.rows))
        self.file.execute(
            "INSERT INTO name SELECT key, standing, place, min(rank) FROM staged"
            " GROUP BY key, standing, place ORDER BY key, standing, place"
        )
        self.tell(Step("writing", "", 0, 0, self.outcome.rows))
        for table in ("place", "name"):
            (count,) = self.file.execute(f"SELECT count(*) FROM {table}").fetchone()
            self.notes[f"{table}s"] = str(count)
        self.notes["sources"] += f"; import {IMPORT_VERSION}: {sources}"
        self.notes["licence geonames dump"] = "CC BY 4.0 (https://www.geonames.org)"
        self.file.executemany("INSERT INTO meta VALUES (?, ?)", sorted(self.notes.items()))
        self.file.execute("COMMIT")
        self.file.close()


def _places(writer: _Writer, path: Path, lines: Lines, classes: frozenset[str]) -> None:
    known, outcome = features(), writer.outcome
    for at, line in enumerate(lines, 1):
        outcome.rows += 1
        try:
            row = read_row(line, known)
            if not classes or row.feature_class in classes:
                writer.take(row)
        except BrokenRow as fault:
            outcome.fault(f"{path.name}, line {at}", str(fault))
            if at == HOPELESS and not outcome.added + outcome.known:
                told = f"is not in GeoNames' form: {outcome.examples[0]}"
                raise KnowledgeError(str(path), told, AGAIN) from None
        if not at % BATCH:
            writer.flush()
            writer.tell(Step("places", path.name, lines.done, lines.size, outcome.rows))


def _alternates(writer: _Writer, path: Path, lines: Lines) -> None:
    for at, line in enumerate(lines, 1):
        # Most rows are in other languages or are codes: they are passed by undecoded.
        if b"\ten\t" in line:
            try:
                cells = line.decode("utf-8").rstrip("\r\n").split("\t")
                if cells[2] == "en" and "1" not in cells[6:8]:
                    writer.take_alternate(cells)
            except (UnicodeDecodeError, ValueError, IndexError):
                writer.outcome.fault(f"{path.name}, line {at}", "it is no alternative name")
        if not at % (10 * BATCH):
            writer.flush()
            writer.tell(Step("names", path.name, lines.done, lines.size, writer.outcome.rows))
    writer.flush()


def _division_names(writer: _Writer, path: Path, lines: Lines) -> None:
    for at, line in enumerate(lines, 1):
        try:
            writer.name_division(line.decode("utf-8").rstrip("\r\n").split("\t"))
        except (UnicodeDecodeError, ValueError, IndexError):
            writer.outcome.fault(f"{path.name}, line {at}", "it is no code of a division")


def beside(sources: Sequence[Path]) -> list[Path]:
    """Return GeoNames' other files that lie beside the sources and are read with them."""
    folders = list(dict.fromkeys(path.parent for path in sources))
    found = [folder / name for folder in folders for name in CODE_FILES]
    found += [folder / name for folder in folders for name in ALTERNATES]
    there = [path for path in found if path.is_file()]
    packed = {path.stem for path in there if path.suffix == ".zip"}
    return [p for p in there if p.suffix == ".zip" or p.stem not in packed]


def import_geonames(
    sources: Sequence[Path],
    target: Path,
    *,
    base: Path,
    classes: frozenset[str] = frozenset(),
    tell: Tell = lambda step: None,
) -> Outcome:
    """Write a gazetteer file from GeoNames' files.

    Args:
        sources: ``allCountries.zip``, or the files of countries; text or zip.
        target: the file to write; it must not exist.
        base: the gazetteer that ships.
        classes: feature classes to take ("P", "A", …); all where empty.
        tell: is called now and then with where the import is.

    Raises:
        KnowledgeError: a source cannot be read or is no file of GeoNames.
    """
    others = beside(sources)
    for path in (*sources, *others):
        with opened(path):
            pass  # what cannot be read is better known before the work
    writer = _Writer(target, base, tell)
    try:
        for path in (p for p in others if p.name in CODE_FILES):
            with opened(path) as lines:
                _division_names(writer, path, lines)
        for path in sources:
            with opened(path) as lines:
                _places(writer, path, lines, classes)
        writer.flush()
        for path in (p for p in others if p.name in ALTERNATES):
            with opened(path) as lines:
                _alternates(writer, path, lines)
        if not writer.outcome.added + writer.outcome.known:
            raise KnowledgeError(str(sources[0]), "holds no place", AGAIN)
        outcome = writer.outcome
        names = ", ".join(p.name for p in (*sources, *others))
        limited = f", classes {''.join(sorted(classes))}" if classes else ""
        rows = outcome.added + outcome.known
        writer.finish(f"{names}{limited}, {rows} rows, newest of {outcome.newest}")
    except sqlite3.OperationalError as error:
        raise KnowledgeError(
            str(target), f"could not be written ({error})",
            "Free some space there and where temporary files go (TMPDIR).",
        ) from error  # fmt: skip
    finally:
        writer.file.close()
    return writer.outcome
