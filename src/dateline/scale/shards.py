"""Cut the input into shards: what is committed under one name, and how much one query takes.

Some hundreds of plain files are a shard; so is every web archive, Parquet file and file of JSON
Lines. An input is a plain file, or a row of such a file, and has a number in its shard. Paths may
lie on this machine or in object storage (``s3://``, ``gs://``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from pyarrow import fs

from dateline.errors import ReadError
from dateline.read.files import found_files
from dateline.read.names import is_remote, shown

SHARDS_A_QUERY = 200
Kind = Literal["files", "jsonl", "parquet", "warc"]

ENDINGS: tuple[tuple[str, Kind], ...] = (
    (".warc", "warc"),
    (".warc.gz", "warc"),
    (".parquet", "parquet"),
    (".jsonl", "jsonl"),
    (".jsonl.gz", "jsonl"),
    (".ndjson", "jsonl"),
    (".ndjson.gz", "jsonl"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the input: its address, the name it goes by, its size and time of change."""

    address: str
    name: str
    size: int
    changed: float


@dataclass(frozen=True, slots=True)
class Shard:
    """What is committed under one name.

    Attributes:
        kind: how the sources are read.
        sources: one file of rows, or several plain files.

    """

    kind: Kind
    sources: tuple[Source, ...]

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return sum(source.size for source in self.sources)

    def key(self, run: str) -> str:
        """Return what tells the shard's output from any other: input, settings and versions."""
        told = [[s.address, s.name, s.size, s.changed] for s in self.sources]
        words = json.dumps([self.kind, told, run])
        return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def name(self, number: int) -> str:
        """Return what an input goes by in a message, by its number from 0."""
        if self.kind == "files":
            return self.sources[number].name
        return f"{self.sources[0].name}:row {number + 1}"


class Stretch(NamedTuple):
    """Inputs of a shard that follow each other: which shard of a query, the first, the end."""

    shard: int
    first: int
    end: int


def kind_by_name(name: str) -> Kind:
    """Return how a file is read, by the ending of its name."""
    lower = name.lower()
    return next((kind for ending, kind in ENDINGS if lower.endswith(ending)), "files")


def _remote(address: str) -> Iterator[Source | ReadError]:
    try:
        system, root = fs.FileSystem.from_uri(address)
        info = system.get_file_info(root)
        found = (
            system.get_file_info(fs.FileSelector(root, recursive=True))
            if info.type == fs.FileType.Directory
            else [info]
        )
    except (OSError, ValueError) as error:
        yield ReadError(shown(address), f"it cannot be read ({error})", "Check the address.")
        return
    scheme = address.split("://", 1)[0]
    files = [f for f in found if f.type == fs.FileType.File]
    if not files:
        yield ReadError(shown(address), "there is no such file", "Check the address.")
    for file in sorted(files, key=lambda f: f.path.split("/")):
        name = file.path.removeprefix(root).lstrip("/") or file.base_name
        if not any(part.startswith(".") for part in name.split("/")):
            changed = file.mtime_ns / 1e9 if file.mtime_ns else 0.0
            yield Source(f"{scheme}://{file.path}", shown(name), file.size, changed)


def sources(paths: Iterable[str]) -> Iterator[Source | ReadError]:
    """Yield every file of the input in the order one process would read it."""
    for path in paths:
        if is_remote(path):
            yield from _remote(path)
            continue
        for found in found_files(path):
            if isinstance(found, ReadError):
                yield found
                continue
            place, name = found
            try:
                status = Path(place).stat()
            except OSError as error:
                yield ReadError(shown(str(place)), f"it cannot be read ({error})", "Check it.")
                continue
            address = str(Path(place).absolute())
            yield Source(address, shown(name), status.st_size, status.st_mtime)


def shards(paths: Iterable[str], files: int) -> Iterator[Shard | ReadError]:
    """Yield the shards of the input in its order, with so many plain files at most in each."""
    plain: list[Source] = []

    def gathered() -> Iterator[Shard]:
        if plain:
            yield Shard("files", tuple(plain))
            plain.clear()

    for source in sources(paths):
        if isinstance(source, ReadError):
            yield from gathered()
            yield source
        elif (kind := kind_by_name(source.name)) == "files":
            plain.append(source)
            if len(plain) == files:
                yield from gathered()
        else:
            yield from gathered()
            yield Shard(kind, (source,))
    yield from gathered()


def groups(
    found: Iterable[Shard | ReadError], size: int, number: int = SHARDS_A_QUERY
) -> Iterator[list[Shard] | ReadError]:
    """Gather shards of one kind that follow each other, for one query: so many bytes, so many."""
    group: list[Shard] = []
    for shard in found:
        fits = isinstance(shard, Shard) and (
            not group
            or (
                shard.kind == group[0].kind
                and shard not in group
                and len(group) < number
                and sum(s.size for s in group) + shard.size <= size
            )
        )
        if group and not fits:
            yield group
            group = []
        if isinstance(shard, ReadError):
            yield shard
        else:
            group.append(shard)
    if group:
        yield group
