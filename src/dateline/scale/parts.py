"""What shards gave, kept until the run is whole: a folder a shard, whole or not there at all.

A part is committed by a marker that is written last, on this machine as in object storage; a
part without its marker is no part and is coded again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow
import pyarrow.dataset
from pyarrow import fs

from dateline.errors import IntegrityError, KnowledgeError
from dateline.read.names import is_remote
from dateline.scale.local import Outcome
from dateline.scale.outcome_json import outcome_from_json

MARKER = "_done"
ROWS, OUTCOMES = "n", "outcomes"


@dataclass(frozen=True, slots=True)
class Parts:
    """The place of the parts of a run: a folder of a file system.

    Attributes:
        system: the file system (this machine's, or an object store).
        folder: the folder in it.
        address: the same place as the engine writes to it.

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

    def is_done(self, key: str) -> int | None:
        """Return how many inputs a committed part holds; None where there is no such part."""
        path = f"{self.folder}/{key}/{MARKER}"
        if self.system.get_file_info(path).type != fs.FileType.File:
            return None
        with self.system.open_input_stream(path) as stream:
            return int(json.loads(stream.read())["inputs"])

    def clear(self, key: str) -> str:
        """Remove what a killed run left of a part, and return where the engine writes it."""
        if self.system.get_file_info(f"{self.folder}/{key}").type != fs.FileType.NotFound:
            self.system.delete_dir(f"{self.folder}/{key}")
        self.system.create_dir(f"{self.folder}/{key}", recursive=True)
        return f"{self.address}/{key}"

    def commit(self, key: str) -> int:
        """Mark a part as whole and return how many inputs it holds."""
        rows = int(self._table(key).count_rows())
        with self.system.open_output_stream(f"{self.folder}/{key}/{MARKER}") as stream:
            stream.write(json.dumps({"inputs": rows}).encode())
        return rows

    def write(self, key: str, rows: list[tuple[int, str]]) -> int:
        """Write a part that was made here, and commit it."""
        self.clear(key)
        table = pyarrow.table(
            {
                ROWS: pyarrow.array([n for n, _ in rows], pyarrow.int64()),
                OUTCOMES: pyarrow.array([line for _, line in rows], pyarrow.string()),
            }
        )
        with self.system.open_output_stream(f"{self.folder}/{key}/part.parquet") as stream:
            pyarrow.parquet.write_table(table, stream)
        return self.commit(key)

    def rows(self, key: str) -> list[tuple[int, str]]:
        """Return the number and the outcomes, as JSON, of every input of a part, in order.

        Raises:
            IntegrityError: the part is damaged.
        """
        try:
            table = self._table(key).to_table().sort_by(ROWS)
            numbers = table.column(ROWS).to_pylist()
            return list(zip(numbers, table.column(OUTCOMES).to_pylist(), strict=True))
        except (OSError, pyarrow.ArrowException, KeyError) as error:
            raise IntegrityError(
                f"{self.folder}/{key}", f"is damaged ({error})", "Remove it and run again."
            ) from error

    def outcomes(self, key: str) -> Iterator[Outcome]:
        """Yield the outcomes of a part in the order of its inputs.

        Raises:
            IntegrityError: the part is damaged.
            KnowledgeError: a lexicon was at fault, so that nothing could be coded.
        """
        for _, line in self.rows(key):
            row = json.loads(line)
            if "fatal" in row:
                raise KnowledgeError(*row["fatal"])
            for record in row["outcomes"]:
                yield outcome_from_json(record, f"{self.folder}/{key}")

    def remove(self) -> None:
        """Remove all parts."""
        if self.system.get_file_info(self.folder).type == fs.FileType.Directory:
            self.system.delete_dir(self.folder)

    def _table(self, key: str) -> pyarrow.dataset.Dataset:
        return pyarrow.dataset.dataset(
            f"{self.folder}/{key}", filesystem=self.system, format="parquet"
        )
