"""What every test may use."""

import hashlib
import sys
from pathlib import Path

import pytest

from dateline.records import Report

sys.path.insert(0, str(Path(__file__).parent))

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def make_report(text: str, **fields: object) -> Report:
    """Return a report of a text, as read from a plain file."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    values: dict[str, object] = {
        "report_id": digest[:16],
        "name": "test.txt",
        "text": text,
        "sha256": digest,
    }
    return Report(**{**values, **fields})  # type: ignore[arg-type]


@pytest.fixture
def report():
    """The maker of reports from texts."""
    return make_report
