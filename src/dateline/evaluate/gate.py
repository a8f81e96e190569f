"""Floors: figures that must not fall, each pinned with digests of its gold and of the settings.

The file holds, by set and sample ("all" for the whole), the digests, one floor a metric, what it
was counted from, and why any was ever lowered. A figure against other gold or settings cannot be
judged, and that is said instead.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import UsageError
from dateline.evaluate.scores import SetResult
from dateline.settings import Settings

WHOLE = "all"
STEPS = 1000
"""Floors are kept to a thousandth."""
LOWER_IS_BETTER = ("_km", "_mae", "_share")
"""Endings of metrics that count what is wrong; all others are better when higher."""
FLOORS = Path(__file__).with_name("floors.json")
_RENEW = "Look at the change; then pin anew with --update."


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one set, with what they were measured on.

    Attributes:
        sample: how many reports were taken, None for all.
        gold: digest of the files of the gold.
    """

    result: SetResult
    sample: int | None
    gold: str

    @property
    def key(self) -> str:
        """The name of the sample in the file of floors."""
        return WHOLE if self.sample is None else str(self.sample)

    def floors(self) -> dict[str, float]:
        """Return what to pin: every figure, rounded towards the worse."""
        return {m.name: worse(m.name, m.value) for m in self.result.metrics}

    def counts(self) -> dict[str, list[float]]:
        """Return what the figures were counted from: right, false and missed, for people."""
        judged = [m for m in self.result.metrics if m.low is not None]
        return {m.name: [m.counts.tp, m.counts.fp, m.counts.fn] for m in judged if m.counts}


@dataclass(frozen=True, slots=True)
class Below:
    """Something the gate does not let pass: which figure, and what is wrong with it."""

    name: str
    fault: str


def worse(name: str, value: float) -> float:
    """Return a figure rounded to three decimals, never to the better."""
    scaled = value * STEPS
    # A hair of tolerance, so that 0.3 (0.29999…) stays 0.3.
    down = math.floor(scaled + 1e-9) if not is_cost(name) else math.ceil(scaled - 1e-9)
    return down / STEPS


def is_cost(name: str) -> bool:
    """Tell whether a metric counts what is wrong, so that lower is better."""
    return name.endswith(LOWER_IS_BETTER) or name in {part[1:] for part in LOWER_IS_BETTER}


def fallen(old: Mapping[str, float], new: Mapping[str, float]) -> list[str]:
    """Return the names whose new figure is worse than the old, or is missing."""
    found = []
    for name, floor in old.items():
        value = new.get(name)
        if value is None or (value > floor if is_cost(name) else value < floor):
            found.append(name)
    return found


def settings_digest() -> str:
    """Return the digest of the settings that sets of gold are coded with: the defaults."""
    return hashlib.sha256(repr(Settings()).encode()).hexdigest()


def read(path: Path) -> dict[str, Any]:
    """Return the file of floors, empty where there is none.

    Raises:
        UsageError: it cannot be read or is no such file.
    """
    empty: dict[str, Any] = {"floors": {}, "lowered": []}
    if not path.exists():
        return empty
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(str(path), f"cannot be read ({error})", "Restore it.") from None
    if not isinstance(kept, dict) or not isinstance(kept.get("floors"), dict):
        raise UsageError(str(path), "is no file of floors", "Restore it, or remove it.")
    return {**empty, **kept}


def _pinned(kept: Mapping[str, Any], measured: Measured) -> dict[str, Any] | None:
    found: dict[str, Any] | None = kept["floors"].get(measured.result.name, {}).get(measured.key)
    return found


def is_pinned(measured: Measured, path: Path = FLOORS) -> bool:
    """Tell whether a set has floors for this sample."""
    return _pinned(read(path), measured) is not None


def check(measured: Measured, path: Path = FLOORS) -> list[Below]:
    """Return the figures below their floors; empty where all hold or none is pinned.

    Raises:
        UsageError: the file of floors cannot be read.
    """
    pinned = _pinned(read(path), measured)
    if pinned is None:
        return []
    name = measured.result.name
    if pinned["gold"] != measured.gold:
        return [Below(name, f"the gold is not the one its floors were pinned on. {_RENEW}")]
    if pinned["settings"] != settings_digest():
        return [Below(name, f"the settings are not those of its floors. {_RENEW}")]
    now = measured.floors()
    floors: dict[str, float] = pinned["metrics"]
    return [Below(f"{name} {metric}", _told(now.get(metric), floors[metric], metric))
            for metric in fallen(floors, now)]  # fmt: skip


def _told(value: float | None, floor: float, metric: str) -> str:
    if value is None:
        return f"is not measured any more; its floor is {floor:.3f}"
    way = "above the most allowed" if is_cost(metric) else "below the floor"
    return f"{value:.3f} is {way}, {floor:.3f}"


def update(measured: list[Measured], why: str | None, path: Path = FLOORS) -> list[str]:
    """Pin the figures as floors and return the names of those that were lowered.

    Raises:
        UsageError: a floor would fall and no reason is given, or the file cannot be written.
    """
    kept = read(path)
    lowered: list[str] = []
    for one in measured:
        pinned = _pinned(kept, one)
        if pinned is not None:
            names = fallen(pinned["metrics"], one.floors())
            lowered += [f"{one.result.name} {name}" for name in names]
    if lowered and not (why or "").strip():
        fault = f"these floors would fall: {', '.join(lowered)}"
        raise UsageError(str(path), fault, "Say why with --allow-regression WHY.")
    for one in measured:
        entry = {
            "gold": one.gold,
            "settings": settings_digest(),
            "metrics": one.floors(),
            "counts": one.counts(),
        }
        kept["floors"].setdefault(one.result.name, {})[one.key] = entry
    if lowered:
        kept["lowered"].append(f"{date.today()}: {why} ({', '.join(lowered)})")
    _write(path, kept)
    return lowered


def _write(path: Path, kept: Mapping[str, Any]) -> None:
    text = json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    aside = path.with_suffix(".tmp")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(path)
    except OSError as error:
        raise UsageError(str(path), f"cannot be written ({error})", "Check the folder.") from None
