"""Code on Daft: the same ``code()`` in the workers of an engine, on this machine or a cluster.

1. cut the input into shards, 2. count their inputs, 3. let the engine read many of them in one
query, 4. code the inputs in the engine's worker processes, which live as long as the query and
commit every batch themselves, 5. hand on the outcomes in order, as they come. A run that was
killed finds what was committed and codes the rest, and so does one of which a worker was killed. A
report that kills or hangs what codes it is set apart in the worker (:mod:`dateline.scale.worker`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from typing import Any, Literal

import daft
import pyarrow
from daft import DataFrame, DataType, Expression, Series, col
from daft.functions import download, monotonically_increasing_id

from dateline.errors import IntegrityError, ReadError, UsageError
from dateline.scale.local import Failure, Outcome
from dateline.scale.parts import ROWS, Parts
from dateline.scale.shards import Shard, Stretch, groups, shards
from dateline.scale.worker import Coder, Task
from dateline.settings import Settings

Runner = Literal["native", "ray"]

PART, FILE = "part", "file"
FILES_A_SHARD = 500
BYTES_A_WORKER = 256 * 1024**2
"""How much one query takes in, for each worker; a file that is larger has a query of its own."""
BATCH = 64
"""Inputs given to a worker at once, and committed at once."""
SPREAD = 4
"""Batches that go to one machine of a cluster at once."""
DEATHS = 3
"""Workers that die one after the other with nothing coded, after which the run ends."""


@dataclass(frozen=True, slots=True)
class Engine:
    """How a run uses the engine.

    Attributes:
        workers: processes that code at once.
        parts: where the workers commit.
        run: digest of settings and versions; parts of other settings are not taken for ours.

    """

    settings: Settings
    workers: int
    parts: Parts
    run: str
    files_a_shard: int = FILES_A_SHARD
    batch: int = BATCH


class _Dead(Exception):
    """A worker process died."""


def choose_runner(runner: Runner) -> None:
    """Make Daft run its queries on this machine or on a Ray cluster.

    Raises:
        UsageError: Ray is not installed or not to be reached.
    """
    try:
        # A process has one runner for its life; asked for the same again, it keeps it.
        if daft.get_or_infer_runner_type() != runner:
            daft.set_runner_ray() if runner == "ray" else daft.set_runner_native()
    except Exception as error:
        raise UsageError(
            f"--runner {runner}", f"it cannot be used ({error})", "Run 'pip install ray' for Ray."
        ) from error


class _Coder(Coder):
    def code(self, items: Series) -> list[str]:
        return self.commit(items.to_pylist())


def _workers(task: Task, engine: Engine) -> Any:  # noqa: ANN401 - Daft's decorators are untyped
    class Worker(_Coder):
        code = daft.method.batch(return_dtype=DataType.string(), batch_size=engine.batch)(
            _Coder.code
        )

    return daft.cls(use_process=True, max_concurrency=engine.workers)(Worker)(task)


def _committed(frame: DataFrame, task: Task, engine: Engine) -> Iterator[pyarrow.RecordBatch]:
    """Let the workers code a frame of inputs; yield for each its part, its number and its file."""
    item = daft.functions.to_struct(*map(col, frame.column_names))
    # On a cluster what was read as one goes to many; on this machine it makes no difference.
    spread = frame.into_batches(SPREAD * engine.batch)
    coded = spread.select(col(PART), col(ROWS), _workers(task, engine).code(item).alias(FILE))
    yield from coded.to_arrow_iter(results_buffer_size=4 * engine.workers)


def _plain_files(inputs: Iterable[tuple[str, Shard, Stretch]]) -> DataFrame:
    columns: dict[str, Any] = {PART: [], ROWS: [], "name": [], "at": []}
    for key, shard, (_, first, end) in inputs:
        columns[PART] += [key] * (end - first)
        columns[ROWS] += range(first, end)
        columns["name"] += [source.name for source in shard.sources[first:end]]
        columns["at"] += [source.address for source in shard.sources[first:end]]
    frame = daft.from_pydict(columns).with_column("payload", download(col("at"), on_error="null"))
    return frame.exclude("at")


def _payloads(shard: Shard) -> DataFrame:
    """Return a frame with the payload of every row of a file of rows."""
    address = shard.sources[0].address
    if shard.kind == "parquet":
        frame = daft.read_parquet(address)
        return frame.select(
            daft.functions.to_struct(*map(col, frame.column_names)).alias("payload")
        )
    if shard.kind == "jsonl":
        return daft.read_text(address).select(col("text").alias("payload"))
    return daft.read_warc(address).select(
        col("warc_content").alias("payload"),
        col("WARC-Target-URI").alias("address"),
        col("WARC-Type").alias("type"),
    )


def _rows(part: tuple[str, Shard], stretches: Sequence[Stretch]) -> DataFrame:
    key, shard = part
    frame = _payloads(shard).limit(stretches[-1].end)
    frame = frame.with_column(ROWS, monotonically_increasing_id())
    if stretches[0].first > 0 or len(stretches) > 1:
        frame = frame.where(reduce(Expression.__or__, map(_within, stretches)))
    names = {PART: daft.lit(key), "name": daft.lit(shard.sources[0].name)}
    return frame.with_columns(names)


def _within(stretch: Stretch) -> Expression:
    return (col(ROWS) >= daft.lit(stretch.first)) & (col(ROWS) < daft.lit(stretch.end))


def inputs(found: Sequence[tuple[str, Shard]], stretches: Sequence[Stretch]) -> DataFrame:
    """Return a frame with part, number, name and payload of the inputs in some stretches.

    Args:
        found: the keys and shards that the stretches speak of.
        stretches: which inputs, in order.
    """
    if found[stretches[0].shard][1].kind == "files":
        return _plain_files((*found[stretch.shard], stretch) for stretch in stretches)
    frames = [
        _rows(found[number], tuple(own))
        for number, own in groupby(stretches, lambda stretch: stretch.shard)
    ]
    return reduce(DataFrame.concat, frames)


@contextmanager
def _faults_told(name: str) -> Iterator[None]:
    """Turn what Daft raises into what it means.

    Raises:
        _Dead: a worker died.
        ReadError: a source cannot be read.
        UsageError: the workers cannot start.
    """
    try:
        yield
    except (ValueError, OSError) as error:  # Daft's own errors are ValueErrors
        raise ReadError(
            name,
            f"the engine cannot read it ({str(error)[:200]})",
            "Check that it is whole, and UTF-8 where it is JSON Lines.",
        ) from error
    except RuntimeError as error:
        if "Traceback" in str(error):
            # The worker did not die under a report: it could not start.
            last = str(error).rstrip("]'\"").rsplit("'", 1)[-1]
            raise UsageError(
                "--engine daft", f"its workers cannot start ({last})", "Install Dateline there too."
            ) from error
        raise _Dead(str(error)) from error


class _Query:
    """Shards that are coded together: what is done of each, and what is not."""

    def __init__(self, group: Sequence[Shard], engine: Engine) -> None:
        self._engine = engine
        self._parts = engine.parts
        self._task = Task(group[0].kind, engine.settings, engine.parts.address)
        self._shards = [(shard.key(engine.run), shard) for shard in group]
        self._faults: dict[int, ReadError] = {}
        self._files: list[list[str | None]] = [
            [None] * n for n in map(self._count, range(len(group)))
        ]
        self._look()

    def _count(self, number: int) -> int:
        """Return how many inputs a shard has; none where it cannot be read."""
        key, shard = self._shards[number]
        if shard.kind == "files":
            return len(shard.sources)
        known = self._parts.count(key)
        if known is None:
            try:
                with _faults_told(shard.sources[0].name):
                    known = int(_payloads(shard).count_rows())
            except ReadError as error:
                self._faults[number] = error
                return 0
            self._parts.set_count(key, known)
        return known

    def _look(self) -> None:
        """Take note of all that is committed."""
        for (key, _), files in zip(self._shards, self._files, strict=True):
            for number, name in self._parts.files(key):
                if number < len(files):
                    files[number] = name

    def _undone(self, among: Iterable[Stretch] | None = None) -> list[Stretch]:
        """Return what is not committed yet: of some stretches, or of all."""
        if among is None:
            among = (Stretch(n, 0, len(files)) for n, files in enumerate(self._files))
        found: list[Stretch] = []
        for shard, first, end in among:
            if shard in self._faults:
                continue
            for is_done, run in groupby(
                enumerate(self._files[shard][first:end], first), lambda pair: pair[1] is not None
            ):
                if not is_done:
                    numbers = [number for number, _ in run]
                    found.append(Stretch(shard, numbers[0], numbers[-1] + 1))
        return found

    def outcomes(self) -> Iterator[Outcome]:
        """Yield the outcomes of all inputs in order, while the engine codes the next."""
        coded = self._coded()
        for shard, (key, _) in enumerate(self._shards):
            yield from self._parts.outcomes(key, self._in_order(shard, coded))
            if shard in self._faults:
                yield Failure.of(self._faults[shard])
        for _ in coded:
            pass

    def _in_order(self, shard: int, coded: Iterator[bool]) -> Iterator[tuple[int, str]]:
        """Yield number and file of a shard's inputs, waiting for the engine where it must."""
        files = self._files[shard]
        for number in range(len(files)):
            while files[number] is None and shard not in self._faults:
                if not next(coded, False):
                    name = self._shards[shard][1].name(number)
                    raise IntegrityError(name, "was not coded", "Has the file changed? Run again.")
            file = files[number]
            if file is None:
                return
            yield number, file

    def _coded(self) -> Iterator[bool]:
        """Code what is not committed yet, whatever dies; yield whenever something was."""
        deaths, left = 0, 0
        while undone := self._undone():
            now = sum(stretch.end - stretch.first for stretch in undone)
            deaths, left = (deaths if now == left else 0), now
            try:
                yield from self._stream(undone)
            except _Dead as error:
                deaths += 1
                if deaths == DEATHS:
                    raise UsageError(
                        "--engine daft",
                        f"its workers die before they have coded anything ({error})",
                        "Give them more memory, or use fewer (-j).",
                    ) from error
                self._look()
            else:
                return

    def _stream(self, stretches: Sequence[Stretch]) -> Iterator[bool]:
        """Code inputs in one query.

        Raises:
            _Dead: a worker died.
            UsageError: the workers cannot start.
        """
        places = {key: files for (key, _), files in zip(self._shards, self._files, strict=True)}
        own = sorted({stretch.shard for stretch in stretches})
        try:
            with _faults_told(self._shards[own[0]][1].sources[0].name):
                frame = inputs(self._shards, stretches)
                for batch in _committed(frame, self._task, self._engine):
                    for row in batch.to_pylist():
                        places[row[PART]][row[ROWS]] = row[FILE]
                    yield True
        except ReadError as error:
            if len(own) == 1:
                self._faults[own[0]] = error
                yield True
                return
            # Which of them it is, or whether tables are of unlike columns, is found by halves.
            middle = own[len(own) // 2]
            for is_late in (False, True):
                half = self._undone(s for s in stretches if (s.shard >= middle) is is_late)
                if half:
                    yield from self._stream(half)


def code_on_engine(paths: Iterable[str], engine: Engine) -> Iterator[Outcome]:
    """Yield what coding gave for every report, in the order in which one process would.

    Args:
        paths: files and folders of this machine, or addresses of object storage. JSON Lines must
            be UTF-8, one object a line.
        engine: settings, workers and the place of the parts.

    Raises:
        KnowledgeError: a lexicon or another table is at fault, so that nothing can be coded.
    """
    # Each worker computes on one core; those on this machine inherit it.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    size = BYTES_A_WORKER * engine.workers
    for group in groups(shards(paths, engine.files_a_shard), size):
        if isinstance(group, ReadError):
            yield Failure.of(group)
        else:
            yield from _Query(group, engine).outcomes()
