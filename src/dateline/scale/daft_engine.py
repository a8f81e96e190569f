"""Code on Daft: the same ``code()`` in the workers of an engine, on this machine or a cluster.

1. cut the input into shards, 2. let the engine read a shard, 3. code its inputs in the engine's
worker processes, 4. let it write a part, 5. commit the part, 6. hand on the outcomes in order.
A run that was killed finds the parts that were committed and codes the rest. A worker that dies
costs its shard; a shard that dies twice is cut in halves until the input that kills is alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import daft
from daft import DataFrame, DataType, Series, col
from daft.exceptions import DaftCoreException
from daft.functions import download, monotonically_increasing_id

from dateline.errors import ReadError, UsageError
from dateline.export.json_fields import dump_line
from dateline.scale.local import Failure, Outcome
from dateline.scale.outcome_json import outcome_to_json
from dateline.scale.parts import OUTCOMES, ROWS, Parts
from dateline.scale.shards import Shard, Source, kind_by_name, row_shards, sources
from dateline.scale.worker import Task, outcomes
from dateline.settings import Settings

Runner = Literal["native", "ray"]

FILES_A_SHARD = 500
ROWS_A_SHARD = 2_000
BATCH = 8
"""Inputs given to a worker at once; reports differ much in length, so few."""
ATTEMPTS = 2


@dataclass(frozen=True, slots=True)
class Engine:
    """How a run uses the engine.

    Attributes:
        workers: processes that code at once.
        parts: where shards are committed.
        run: digest of settings and versions; parts of other settings are not taken for ours.

    """

    settings: Settings
    workers: int
    parts: Parts
    run: str
    files_a_shard: int = FILES_A_SHARD
    rows_a_shard: int = ROWS_A_SHARD


class _Dead(Exception):
    """A worker process died under a shard."""


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


class _Coder:
    """Lives in a worker process; model and lexicons are loaded once in its life."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def code(self, items: Series) -> list[str]:
        """Return the outcomes of each input."""
        return [outcomes(item, self._task) for item in items.to_pylist()]


def _coder(task: Task, workers: int) -> Any:  # noqa: ANN401 - Daft's decorators are untyped
    class Coder(_Coder):
        code = daft.method.batch(return_dtype=DataType.string(), batch_size=BATCH)(_Coder.code)

    return daft.cls(use_process=True, max_concurrency=workers)(Coder)(task)


def rows(shard: Shard) -> DataFrame:
    """Return a frame with a number, a name and the payload of every input of a shard."""
    source = shard.sources[0]
    if shard.kind == "files":
        frame = daft.from_pydict(
            {
                ROWS: list(range(shard.count)),
                "name": [s.name for s in shard.sources],
                "at": [s.address for s in shard.sources],
            }
        )
        return frame.with_column("payload", download(col("at"), on_error="null"))
    if shard.kind == "parquet":
        frame = daft.read_parquet(source.address)
        frame = frame.select(
            daft.functions.to_struct(*map(col, frame.column_names)).alias("payload")
        )
    elif shard.kind == "jsonl":
        frame = daft.read_text(source.address).select(col("text").alias("payload"))
    else:
        frame = daft.read_warc(source.address).select(
            col("warc_content").alias("payload"),
            col("WARC-Target-URI").alias("address"),
            col("WARC-Type").alias("type"),
        )
    frame = frame.with_column(ROWS, monotonically_increasing_id())
    first, end = daft.lit(shard.first), daft.lit(shard.first + shard.count)
    frame = frame.where((col(ROWS) >= first) & (col(ROWS) < end))
    return frame.with_column("name", daft.lit(source.name))


def _query(shard: Shard, engine: Engine, place: str) -> None:
    frame = rows(shard)
    item = daft.functions.to_struct(*[col(c) for c in frame.column_names if c != "at"])
    coder = _coder(Task(shard.kind, engine.settings), engine.workers)
    coded = frame.select(col(ROWS), coder.code(item).alias(OUTCOMES))
    coded.write_parquet(place)


def _attempt(shard: Shard, engine: Engine, place: str) -> None:
    """Run the query of a shard.

    Raises:
        _Dead: a worker died under it.
        ReadError: its source cannot be read.
        UsageError: the workers cannot start.
    """
    try:
        _query(shard, engine, place)
    except DaftCoreException as error:
        source = shard.sources[0]
        raise ReadError(
            source.name,
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


def _lines(shard: Shard, engine: Engine, key: str) -> None:
    """Code a shard into its part, whatever dies meanwhile."""
    for attempt in range(ATTEMPTS):
        try:
            _attempt(shard, engine, engine.parts.clear(key))
        except _Dead:
            if attempt + 1 < ATTEMPTS:
                continue
            _in_halves(shard, engine, key)
        else:
            engine.parts.commit(key)
        return


def _in_halves(shard: Shard, engine: Engine, key: str) -> None:
    if shard.count == 1:
        name = shard.sources[0].name
        if shard.kind != "files":
            name = f"{name}:row {shard.first + 1}"
        fault = "the process died while it was coded (out of memory?)"
        failure = Failure(name, fault, "Split the report, or use fewer workers.")
        line = dump_line({"outcomes": [outcome_to_json(failure)]})
        engine.parts.write(key, [(shard.first, line)])
        return
    joined: list[tuple[int, str]] = []
    for half in shard.halves():
        inner = half.key(engine.run)
        _lines(half, engine, inner)
        # Plain files are numbered within their shard, rows within their file.
        shift = len(joined) if shard.kind == "files" else 0
        joined += [(number + shift, line) for number, line in engine.parts.rows(inner)]
    engine.parts.write(key, joined)


def _shard(shard: Shard, engine: Engine) -> tuple[str, int]:
    """Return the key of a shard's part and how many inputs it holds, coding it where needed."""
    key = shard.key(engine.run)
    done = engine.parts.is_done(key)
    if done is None:
        _lines(shard, engine, key)
        done = engine.parts.is_done(key)
    return key, done or 0


def _of_rows(source: Source, engine: Engine) -> Iterator[Outcome]:
    for shard in row_shards(source, engine.rows_a_shard):
        try:
            key, inputs = _shard(shard, engine)
        except ReadError as error:
            yield Failure.of(error)
            return
        yield from engine.parts.outcomes(key)
        if inputs < shard.count:
            return


def _of_files(files: list[Source], engine: Engine) -> Iterator[Outcome]:
    if files:
        key, _ = _shard(Shard("files", tuple(files), 0, len(files)), engine)
        yield from engine.parts.outcomes(key)


def code_on_engine(paths: Iterable[str], engine: Engine) -> Iterator[Outcome]:
    """Yield what coding gave for every report, in the order in which one process would.

    Args:
        paths: files and folders of this machine, or addresses of object storage. JSON Lines must
            be UTF-8, one object a line.
        engine: settings, workers and the place of the parts.

    Raises:
        KnowledgeError: a lexicon or another table is at fault, so that nothing can be coded.
    """
    files: list[Source] = []
    for source in sources(paths):
        if isinstance(source, Source) and kind_by_name(source.name) == "files":
            files.append(source)
            if len(files) < engine.files_a_shard:
                continue
        yield from _of_files(files, engine)
        files = []
        if isinstance(source, ReadError):
            yield Failure.of(source)
        elif kind_by_name(source.name) != "files":
            yield from _of_rows(source, engine)
    yield from _of_files(files, engine)
