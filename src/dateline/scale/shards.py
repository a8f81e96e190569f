"""Cut the input into shards: what one query of an engine reads, codes and commits.

Plain files go together, some hundreds a shard; a web archive, a Parquet file or a file of JSON
Lines is cut into ranges of its rows. Paths may lie on this machine or in object storage
(``s3://``, ``gs://``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pyarrow import fs

from dateline.errors import ReadError
from dateline.read.files import found_files
from dateline.read.names import is_remote, shown

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
    """What is coded and committed at once.

    Attributes:
        kind: how the sources are read.
        sources: one file of rows, or several plain files.
        first, count: which rows of a file of rows, from 0; all of the plain files.

    """

    kind: Kind
    sources: tuple[Source, ...]
    first: int
    count: int

    def key(self, run: str) -> str:
        """Return what tells the shard's output from any other: input, settings and versions."""
        told = [[s.address, s.name, s.size, s.changed] for s in self.sources]
        words = json.dumps([self.kind, told, self.first, self.count, run])
        return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def halves(self) -> tuple[Shard, Shard]:
        """Return the shard cut in two."""
        half = self.count // 2
        if self.kind == "files":
            return (
                Shard(self.kind, self.sources[:half], 0, half),
                Shard(self.kind, self.sources[half:], 0, self.count - half),
            )
        return (
            Shard(self.kind, self.sources, self.first, half),
            Shard(self.kind, self.sources, self.first + half, self.count - half),
        )


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


def row_shards(source: Source, size: int) -> Iterator[Shard]:
    """Yield the ranges of a file of rows, without end: the reader tells when it is over."""
    kind = kind_by_name(source.name)
    first = 0
    while True:
        yield Shard(kind, (source,), first, size)
        first += size
