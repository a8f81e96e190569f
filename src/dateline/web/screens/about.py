"""About: what the words on the page mean."""

from __future__ import annotations

from starlette.requests import Request

from dateline.export import codebook
from dateline.web.desk import Desk
from dateline.web.view import View


def about(_desk: Desk, _request: Request) -> View:
    """Return the page of definitions."""
    entries = [*codebook.types(), *codebook.modes()]
    rows = [{"term": term, "meaning": meaning} for term, meaning in entries]
    context = {"types": codebook.types()}
    return View("about", "What the words mean", "about.html", context, rows=lambda: rows)
