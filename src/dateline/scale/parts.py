"""What the workers have coded, kept until the run is whole: a folder a shard, a file a batch.

A file is written by the worker that coded it and is there whole or not at all: on this machine it
is written aside and renamed, in object storage it appears when it is closed. It holds the number
of every input in its shard and the outcomes as JSON.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyarrow
import pyarrow.dataset
import pyarrow.parquet
from pyarrow import fs

from dateline.errors import IntegrityError, KnowledgeError
from dateline.read.names import is_remote
from dateline.scale.local import Outcome
from dateline.scale.outcome_json import outcome_from_json

COUNT = "_inputs"
"""A file that tells how many inputs the shard has."""
ROWS, OUTCOMES = "n", "outcomes"
SCHEMA = pyarrow.schema([(ROWS, pyarrow.int64()), (OUTCOMES, pyarrow.string())])
OPEN = 8
"""Files whose outcomes are held while they are handed on."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The place of the parts of a run: a folder of a file system.

    Attributes:
        system: the file system (this machine's, or an object store).
        folder: the folder in it.
        address: the same place as it is named to a worker.

    """

    system: fs.FileSystem
    folder: str
    address: str

    @classmethod
    def at(cls, place: str) -> Parts:
        """Return the parts at a path of this machine or an address of object storage."""
        if is_remote(place):
            system, folder = fs.FileSystem.from_uri(place)
            return cls(system, folder, place)
        return cls(fs.LocalFileSystem(), place, place)

    def count(self, key: str) -> int | None:
        """Return how many inputs a shard has, where an earlier run has counted them."""
        path = f"{self.folder}/{key}/{COUNT}"
        if self.system.get_file_info(path).type != fs.FileType.File:
            return None
        with self.system.open_input_stream(path) as stream:
            return int(stream.read())

    def set_count(self, key: str, inputs: int) -> None:
        """Keep how many inputs a shard has."""
        self._write(key, COUNT, str(inputs).encode())

    def commit(self, key: str, rows: Iterable[tuple[int, str]]) -> str:
        """Write the outcomes of inputs of a shard, and return the name of their file."""
        table = pyarrow.table(list(map(list, zip(*rows, strict=True))), schema=SCHEMA)
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(table, sink)
        return self._write(key, f"{uuid.uuid4().hex}.parquet", sink.getvalue())

    def _write(self, key: str, name: str, data: bytes | pyarrow.Buffer) -> str:
        place = f"{self.folder}/{key}"
        self.system.create_dir(place, recursive=True)
        is_here = isinstance(self.system, fs.LocalFileSystem)
        aside = f"{place}/.{uuid.uuid4().hex}" if is_here else f"{place}/{name}"
        with self.system.open_output_stream(aside) as stream:
            stream.write(data)
        if is_here:
            self.system.move(aside, f"{place}/{name}")
        return name

    def files(self, key: str) -> Iterator[tuple[int, str]]:
        """Yield the number of every input of a shard that was coded, and the file it is in.

        Raises:
            IntegrityError: a file is damaged.
        """
        place = f"{self.folder}/{key}"
        if self.system.get_file_info(place).type != fs.FileType.Directory:
            return
        try:
            found = pyarrow.dataset.dataset(
                place, schema=SCHEMA, filesystem=self.system, format="parquet"
            ).to_table([ROWS, "__filename"])
        except (OSError, pyarrow.ArrowException) as error:
            raise _damaged(place, error) from error
        names = (name.rsplit("/", 1)[-1] for name in found.column("__filename").to_pylist())
        yield from zip(found.column(ROWS).to_pylist(), names, strict=True)

    def lines(self, key: str, name: str) -> dict[int, str]:
        """Return the outcomes, as JSON, of the inputs that a file holds.

        Raises:
            IntegrityError: the file is damaged, or is not there.
        """
        path = f"{self.folder}/{key}/{name}"
        try:
            with self.system.open_input_file(path) as stream:
                table = pyarrow.parquet.read_table(stream)
            numbers = table.column(ROWS).to_pylist()
            return dict(zip(numbers, table.column(OUTCOMES).to_pylist(), strict=True))
        except (OSError, pyarrow.ArrowException, KeyError) as error:
            raise _damaged(path, error) from error

    def outcomes(self, key: str, files: Iterable[tuple[int, str]]) -> Iterator[Outcome]:
        """Yield the outcomes of inputs of a shard, given by their numbers and files.

        Raises:
            IntegrityError: a file is damaged.
            KnowledgeError: a lexicon was at fault, so that nothing could be coded.
        """
        lines = lru_cache(OPEN)(self.lines)
        for number, name in files:
            row = json.loads(lines(key, name)[number])
            if "fatal" in row:
                raise KnowledgeError(*row["fatal"])
            for record in row["outcomes"]:
                yield outcome_from_json(record, f"{self.folder}/{key}")

    def remove(self) -> None:
        """Remove all parts."""
        if self.system.get_file_info(self.folder).type == fs.FileType.Directory:
            self.system.delete_dir(self.folder)


def _damaged(path: str, error: Exception) -> IntegrityError:
    return IntegrityError(
        path,
        f"is damaged or not to be reached from here ({error})",
        "Remove it and run again. On a cluster, name a place for -o that all machines share.",
    )
