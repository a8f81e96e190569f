"""The sets of gold: what each is called, which module scores it, and the files it reads.

Modules are imported only when their set is scored. Each has ``SETS``: name → function of the
folder of the gold and the size of a sample.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.config import nearest
from dateline.errors import UsageError
from dateline.evaluate.gold_rows import ABSENT, digest_of
from dateline.evaluate.scores import SetResult

ENVIRONMENT = "DATELINE_GOLD"
OWN = "own"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """One set of gold.

    Attributes:
        name: what it is called on the command line and in the figures.
        module: the module of ``dateline.evaluate.sets`` that scores it.
        files: the files it reads, below the folder of the gold; none for a folder of claims.
        by_default: it is scored when no set is named.
        below: for claims in Dateline's form, their folder below that of its own gold.
    """

    name: str
    module: str
    files: tuple[str, ...] = ()
    by_default: bool = True
    below: str | None = None


SETS = (
    GoldSet(OWN, "own", below="."),
    GoldSet("own_untuned", "own", below="untuned"),
    GoldSet("own_seed", "own", below="seed"),
    GoldSet("plv_train", "plv", ("plover/plv_train.jsonl",)),
    GoldSet("muc4_tst3", "muc4", ("muc4/tst3.jsonl.gz",)),
    GoldSet("muc4_dev", "muc4", ("muc4/dev.jsonl.gz",), by_default=False),
    GoldSet("wikievents_test", "wikievents", ("wikievents/test.jsonl.gz",)),
    GoldSet("wikievents_dev", "wikievents", ("wikievents/dev.jsonl.gz",), by_default=False),
    GoldSet("re3d_train", "re3d", ("re3d/train.jsonl",)),
    GoldSet("polnear_dev", "polnear", ("polnear/dev.jsonl.gz",)),
    GoldSet("timex_platinum", "timex", ("timex/platinum.jsonl",)),
    GoldSet("timex_wikiwars", "timex", ("timex/wikiwars_odd.jsonl",)),
    GoldSet("geo_lgl", "geo", ("geo/lgl.jsonl.gz",)),
    GoldSet("geo_geovirus", "geo", ("geo/geovirus.jsonl.gz",)),
    GoldSet("factuality_dev", "factuality", ("factuality/uds_meantime_dev.jsonl.gz",)),
    GoldSet("ecbplus_dev", "ecbplus", ("ecbplus/dev.jsonl.gz",)),
)
NAMES = tuple(one.name for one in SETS)


@dataclass(frozen=True, slots=True)
class Places:
    """Where gold lies: the public sets, and a folder of claims; None where there is none."""

    shared: Path | None
    own: Path | None

    def of(self, one: GoldSet) -> Path | None:
        """Return the folder to give to a set."""
        if one.below is None:
            return self.shared
        return self.own / one.below if self.own is not None else None

    def has(self, one: GoldSet) -> bool:
        """Tell whether all files of a set are here."""
        folder = self.of(one)
        if folder is None or one.files:
            return folder is not None and all((folder / file).is_file() for file in one.files)
        here: bool = _module(one).is_here(folder)
        return here


def project_root() -> Path | None:
    """Return the folder of the source tree Dateline runs from, or None where it is installed."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").is_file() else None


def places(environ: Mapping[str, str], shared: str | None = None, own: str | None = None) -> Places:
    """Return where gold lies: as told, else by the environment, else beside the source tree."""
    root = project_root()
    told = shared or environ.get(ENVIRONMENT)
    beside = root.parent / "shared" / "gold" if root else None
    golden = root / "tests" / "golden" if root else None
    return Places(
        Path(told) if told else beside if beside and beside.is_dir() else None,
        Path(own) if own else golden if golden and golden.is_dir() else None,
    )


def named(name: str) -> GoldSet:
    """Return a set by its name.

    Raises:
        UsageError: there is no such set.
    """
    found = next((one for one in SETS if one.name == name), None)
    if found is None:
        raise UsageError(name, "there is no such set of gold", nearest(name, NAMES))
    return found


def folder_of(one: GoldSet, where: Places) -> Path:
    """Return the folder of a set's gold.

    Raises:
        UsageError: it is not here.
    """
    folder = where.of(one)
    if folder is None or (one.name != OWN and not where.has(one)):
        remedy = ABSENT if one.below is None else "Name a folder with --gold FOLDER."
        raise UsageError(one.name, "its gold is not here", remedy)
    return folder


def _module(one: GoldSet) -> Any:  # noqa: ANN401 - a module
    return import_module(f"dateline.evaluate.sets.{one.module}")


def run(one: GoldSet, where: Places, sample: int | None, finished: Path | None = None) -> SetResult:
    """Score Dateline, or a finished run, on a set.

    Raises:
        UsageError: its gold is not here, or is damaged; or the set cannot score a finished run.
        DatelineError: a report of it cannot be read or coded.
    """
    folder = folder_of(one, where)
    module = _module(one)
    if finished is None:
        result: SetResult = module.SETS[one.name](folder, sample)
        return result
    if one.below is None:
        fault = "is scored by coding its texts, and no finished run has them"
        raise UsageError(one.name, fault, f"Score '{OWN}' or your own --gold with --claims.")
    scored: SetResult = module.run_finished(folder, sample, one.name, finished)
    return scored


def gold_digest(one: GoldSet, where: Places) -> str:
    """Return the digest of all files that decide a set's figures.

    Raises:
        UsageError: they are not here.
    """
    folder = folder_of(one, where)
    if one.files:
        return digest_of(folder / file for file in one.files)
    files: list[Path] = _module(one).files(folder)
    return digest_of(files)
