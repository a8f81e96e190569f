"""Read GeoNames' files row by row, from text or zip, and say of each row what it means to Dateline.

The form is that of https://download.geonames.org/export/dump/readme.txt: tab-separated, UTF-8, no
header; ``allCountries.txt`` and the files of single countries have 19 columns.
"""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from dateline.errors import KnowledgeError
from dateline.knowledge import place_keys
from dateline.knowledge.gazetteer_sources import (
    ADMIN1_SHARE,
    ADMIN2_SHARE,
    ALIAS,
    PRIMARY,
    ROMANISED,
    plain_letters,
)
from dateline.knowledge.tables import packaged, parse_table

COLUMNS = 19
LARGEST_ID = 2**31
AGAIN = "Fetch the file again from https://download.geonames.org/export/dump/."
SHARES = {"province": ADMIN1_SHARE, "district": ADMIN2_SHARE}


class BrokenRow(ValueError):
    """A row that is not in GeoNames' form; its text says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What a feature code means: the kind of place, how much ground, and its standing."""

    kind: str
    precision_class: str
    people: int


@dataclass(slots=True)
class GeoRow:
    """One row of GeoNames."""

    number: int
    name: str
    names: dict[str, int]
    latitude: float
    longitude: float
    feature_class: str
    feature_code: str
    feature: Feature
    iso2: str
    admin1: str
    admin2: str
    population: int
    changed: str

    @property
    def prior(self) -> float:
        """How likely a name means this place when nothing else is known."""
        people = self.population * SHARES.get(self.feature.precision_class, 1.0)
        return round(math.log10(max(people, self.feature.people) + 1), 3)


@cache
def features() -> Mapping[tuple[str, str], Feature]:
    """Return what every feature code means; the code ``*`` stands for the rest of its class."""
    found: dict[tuple[str, str], Feature] = {}
    for name, content in packaged("places"):
        if name.endswith("/feature_codes.tsv"):
            for row in parse_table(name, content).rows:
                feature = Feature(row["kind"], row["precision_class"], int(row["people"]))
                found[row["class"], row["code"]] = feature
    return found


def _feature(known: Mapping[tuple[str, str], Feature], cells: list[str]) -> Feature:
    feature = known.get((cells[6], cells[7])) or known.get((cells[6], "*"))
    if feature is None:
        raise BrokenRow(f"there is no feature class {cells[6]!r}")
    return feature


def _degrees(text: str, limit: float, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not -limit <= value <= limit:
        raise BrokenRow(f"{what} {text[:20]!r} is none")
    return value


def _whole(text: str, what: str, limit: int) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 12 or int(text) >= limit:
        raise BrokenRow(f"{what} {text[:20]!r} is no whole number in range")
    return int(text)


def read_row(line: bytes, known: Mapping[tuple[str, str], Feature]) -> GeoRow:
    """Return the place that a line tells.

    Raises:
        BrokenRow: the line is not in GeoNames' form.
    """
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        raise BrokenRow("it is not UTF-8") from None
    if len(cells) != COLUMNS:
        raise BrokenRow(f"it has {len(cells)} columns, not {COLUMNS}")
    name, iso2 = cells[1].strip(), cells[8]
    if not name:
        raise BrokenRow("it has no name")
    names = {n: ALIAS for n in cells[3].split(",") if place_keys.is_plausible(n)}
    if not name.isascii():
        names[cells[2]] = ALIAS
    if iso2 in ROMANISED and not name.isascii():
        name = plain_letters(name)
    names[name] = PRIMARY
    return GeoRow(
        number=_whole(cells[0], "the id", LARGEST_ID),
        name=name,
        names=names,
        latitude=_degrees(cells[4], 90.0, "latitude"),
        longitude=_degrees(cells[5], 180.0, "longitude"),
        feature_class=cells[6],
        feature_code=cells[7],
        feature=_feature(known, cells),
        iso2=iso2,
        admin1=cells[10],
        admin2=cells[11],
        population=_whole(cells[14] or "0", "the population", 10**11),
        changed=cells[18],
    )


@dataclass(slots=True)
class Lines:
    """The lines of a file being read, and how far it is in bytes."""

    stream: IO[bytes]
    size: int
    done: int = 0

    def __iter__(self) -> Iterator[bytes]:
        """Yield the lines, counting their bytes."""
        for line in self.stream:
            self.done += len(line)
            yield line


@contextmanager
def opened(path: Path) -> Iterator[Lines]:
    """Open a text file, or the largest text file in a zip archive.

    Raises:
        KnowledgeError: the file is missing, or is damaged, also while it is read.
    """
    try:
        if path.suffix.lower() != ".zip":
            with path.open("rb") as stream:
                yield Lines(stream, path.stat().st_size)
            return
        with zipfile.ZipFile(path) as archive:
            inside = [i for i in archive.infolist() if i.filename.lower().endswith(".txt")]
            if not inside:
                raise KnowledgeError(str(path), "holds no text file", AGAIN)
            member = max(inside, key=lambda i: i.file_size)
            with archive.open(member) as stream:
                yield Lines(stream, member.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise KnowledgeError(str(path), f"is a damaged archive ({error})", AGAIN) from None
    except OSError as error:
        raise KnowledgeError(str(path), f"cannot be read ({error})", "Check the file.") from None
