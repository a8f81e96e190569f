"""Gather the settings: default < ``dateline.toml`` < environment ``DATELINE_…`` < command option.

Every fault is collected, so that one run names all of them.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args, get_type_hints

from dateline.errors import SettingsError
from dateline.settings import IMPORTED, Settings

FILE_NAME = "dateline.toml"
PREFIX = "DATELINE_"
TABLES = ("project", "settings")
PATHS = ("knowledge", "gazetteer")
NOT_SETTINGS = frozenset({"DATELINE_GOLD", "DATELINE_WHO"})
"""Names of the environment that belong to one command: ``evaluate``, ``decide``."""

Fault = tuple[str, str, str]


def names() -> tuple[str, ...]:
    """Return the names of all settings, in their order."""
    return tuple(field.name for field in fields(Settings))


def kind_of(name: str) -> type:
    """Return the plain type of a setting: str, int, date or Path."""
    hint = get_type_hints(Settings)[name]
    plain = [t for t in (get_args(hint) or (hint,)) if t is not type(None)]
    kind: type = plain[0]
    return kind


def meanings() -> dict[str, str]:
    """Return what each setting means, from the documentation of :class:`Settings`."""
    found: dict[str, str] = {}
    current: list[str] = []
    section = (Settings.__doc__ or "").partition("Attributes:")[2]
    for line in section.splitlines():
        head, colon, rest = line.strip().partition(":")
        listed = [part.strip() for part in head.split(",")]
        if colon and all(part in names() for part in listed):
            current = listed
            found.update(dict.fromkeys(current, rest.strip()))
        elif line.strip():
            found.update({name: f"{found[name]} {line.strip()}".strip() for name in current})
    return found


def nearest(name: str, known: tuple[str, ...]) -> str:
    """Return a remedy that names the known word nearest to a wrong one."""
    close = difflib.get_close_matches(name.lower(), known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Known are: {', '.join(known)}."


def _date(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"'{value}' is no day; write it as 2016-11-03") from None


def _whole(value: object) -> int:
    try:
        number = int(str(value).replace("_", ""))
    except ValueError:
        raise ValueError(f"'{value}' is no whole number") from None
    if isinstance(value, bool) or number <= 0:
        raise ValueError(f"'{value}' is no whole number above 0")
    return number


def _yes_or_no(value: object) -> bool:
    told = str(value).lower()
    if told not in ("true", "false"):
        raise ValueError(f"'{value}' is neither true nor false")
    return told == "true"


def _folder(value: object) -> Path:
    path = Path(str(value)).expanduser()
    if not path.is_dir():
        raise ValueError(f"'{value}' is no folder")
    return path


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is no text")
    return value


def _character_set(value: object) -> str:
    name = _words(value)
    try:
        "".encode(name)
    except LookupError:
        raise ValueError(f"'{name}' is no character set that Python knows") from None
    return name


def convert(name: str, value: object) -> Any:  # noqa: ANN401 - the type depends on the setting
    """Return a setting's value in its own type.

    Raises:
        ValueError: the value is wrong; the message says how.
    """
    if name == "encoding":
        return _character_set(value)
    readers: dict[type, Any] = {date: _date, bool: _yes_or_no, int: _whole, Path: _folder}
    return readers.get(kind_of(name), _words)(value)


def _gather(where: str, values: Mapping[str, object], faults: list[Fault]) -> dict[str, Any]:
    good: dict[str, Any] = {}
    for name, value in values.items():
        if name not in names():
            faults.append(
                (f"{where}, '{name}'", "there is no such setting", nearest(name, names()))
            )
            continue
        try:
            good[name] = convert(name, value)
        except ValueError as error:
            remedy = f"Correct '{name}', or leave it out."
            faults.append((f"{where}, '{name}'", str(error), remedy))
    return good


def read_file(path: Path) -> dict[str, Any]:
    """Return the tables of a ``dateline.toml``.

    Raises:
        SettingsError: the file cannot be read or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), f"cannot be read ({error})", "Check the file.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(str(path), f"is no TOML ({error})", "Correct that line.") from None


def _from_file(path: Path, faults: list[Fault]) -> dict[str, Any]:
    tables = read_file(path)
    for name in tables:
        if name not in TABLES:
            remedy = f"Settings stand under [settings]. {nearest(name, TABLES)}"
            faults.append((f"{path}, '{name}'", "there is no such table", remedy))
    own = tables.get("settings", {})
    if not isinstance(own, dict):
        faults.append((f"{path}, 'settings'", "is no table", "Write a line '[settings]'."))
        return {}
    values = dict(own)
    for name in PATHS:
        place = values.get(name)
        if isinstance(place, str) and place != IMPORTED:
            # A path in a file means a place beside that file, wherever the command runs.
            values[name] = str(path.parent / Path(place).expanduser())
    return _gather(str(path), values, faults)


def load_settings(
    file: Path | None = None,
    environ: Mapping[str, str] | None = None,
    options: Mapping[str, object] | None = None,
) -> Settings:
    """Return the settings from a file, the environment and options, later ones over earlier ones.

    Options that are None are not set.

    Raises:
        SettingsError: names every unknown setting and every wrong value.
    """
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    if file is not None:
        values |= _from_file(file, faults)
    from_environment = {
        key[len(PREFIX) :].lower(): value
        for key, value in (environ or {}).items()
        if key.startswith(PREFIX) and key not in NOT_SETTINGS and value
    }
    values |= _gather("environment DATELINE_…", from_environment, faults)
    given = {key: value for key, value in (options or {}).items() if value is not None}
    values |= _gather("option", given, faults)
    if len(faults) == 1:
        raise SettingsError(*faults[0])
    if faults:
        told = " ".join(f"({n}) {s}: {f}. {r}" for n, (s, f, r) in enumerate(faults, 1))
        raise SettingsError("settings", f"{len(faults)} faults", told)
    return Settings(**values)
