"""``code`` and ``link`` with ``--engine``: the same claims and events, made by an engine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dateline.errors import UsageError
from dateline.read.names import is_remote
from dateline.scale.local import Outcome
from dateline.settings import Settings
from dateline.store.manifest import run_key

if TYPE_CHECKING:
    from dateline.cli.code import Means
    from dateline.link.joined import Join
    from dateline.scale.daft_engine import Runner

ENGINES = ("daft",)
RUNNERS = ("native", "ray")


def _start(engine: str, runner: str) -> None:
    """Check that an engine can be used, and choose where it runs.

    Raises:
        UsageError: there is no such engine or runner, or it is not installed.
    """
    if engine not in ENGINES:
        raise UsageError(
            f"--engine {engine}", "there is no such engine", f"Use {', '.join(ENGINES)}."
        )
    if runner not in RUNNERS:
        raise UsageError(
            f"--runner {runner}", "there is no such runner", f"Use {' or '.join(RUNNERS)}."
        )
    try:
        import daft  # noqa: F401
    except ImportError:
        raise UsageError(
            "--engine daft", "Daft is not installed", "Run 'pip install \"dateline[engine]\"'."
        ) from None
    from dateline.scale.daft_engine import choose_runner

    choose_runner(cast("Runner", runner))


def join_of(engine: str | None, runner: str) -> Join:
    """Return what joins by keys: an engine, or this process where none is named.

    Raises:
        UsageError: there is no such engine or runner, or it is not installed.
    """
    if engine is None:
        from dateline.link.joined import pairs_by_key
    else:
        _start(engine, runner)
        from dateline.scale.joins import pairs_by_key
    return pairs_by_key


@contextmanager
def coded_on_engine(
    means: Means, named: list[str], settings: Settings, out: str | None
) -> Iterator[Iterator[Outcome]]:
    """Give what an engine makes of the reports, in the order of one process.

    What the workers commit is kept beside the output until it is whole: a command that was killed
    goes on from there when it is given again.

    Raises:
        UsageError: there is no such engine or runner, or it is not installed.
    """
    if "-" in named:
        raise UsageError("-", "an engine cannot read standard input", "Name files or folders.")
    _start(str(means.engine), means.runner)
    from dateline.scale.daft_engine import Engine, code_on_engine
    from dateline.scale.parts import Parts

    with tempfile.TemporaryDirectory(prefix="dateline-") as scratch:
        parts = Parts.at(_place_of_parts(out, scratch))
        yield code_on_engine(named, Engine(settings, means.jobs, parts, run_key(settings)))
        parts.remove()


def _place_of_parts(out: str | None, scratch: str) -> str:
    if out is None or out == "-":
        return scratch
    if is_remote(out):
        return f"{out.rstrip('/')}.parts"
    target = Path(out).absolute()
    return str(target.with_name(f".{target.name}.parts"))


@contextmanager
def sent_to(address: str) -> Iterator[str]:
    """Give a place on this machine; what was written there is sent to object storage at the end.

    Raises:
        UsageError: the address cannot be written to.
    """
    from pyarrow import fs

    with tempfile.TemporaryDirectory(prefix="dateline-") as scratch:
        here = Path(scratch) / (Path(address).name or "coded")
        yield str(here)
        try:
            system, folder = fs.FileSystem.from_uri(address)
            local = fs.LocalFileSystem()
            if here.is_dir():
                fs.copy_files(
                    str(here), folder, source_filesystem=local, destination_filesystem=system
                )
            else:
                with system.open_output_stream(folder) as stream:
                    stream.write(here.read_bytes())
        except (OSError, ValueError) as error:
            raise UsageError(
                address, f"cannot be written ({error})", "Check the address and your rights there."
            ) from None
