"""Draws pages: the templates, what every template may use, and the frame around each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.export.highlight import TAGS, escape
from dateline.export.phrases import reason_phrase
from dateline.export.plain import harmless
from dateline.version import VERSION
from dateline.web.desk import Desk
from dateline.web.security import FIELD
from dateline.web.view import View

THEMES = ("light", "dark")
THEME_COOKIE = "dateline_theme"
LONGEST_TITLE = 120
TWIN_LABELS = {"csv": "CSV", "json": "JSON", "geojson": "GeoJSON"}

SCREENS = (
    ("start", "/", "Start"),
    ("events", "/events", "Events"),
    ("review", "/review", "Review"),
    ("pairs", "/pairs", "Same event?"),
    ("disagreements", "/disagreements", "Disagreements"),
    ("reports", "/reports", "Reports"),
    ("quality", "/quality", "Quality"),
    ("runs", "/runs", "Runs"),
    ("export", "/export", "Export"),
)

GRADE_SIGNS = {
    "weak": "○", "fair": "◐", "confirmed": "●", "contested": "◇", "discounted": "✕",
}  # fmt: skip


def number(value: float | None) -> str:
    """Return a number for people; nothing for None."""
    return "" if value is None else f"{value:,}"


def percent(value: float | None) -> str:
    """Return a share as whole percent; a dash where there is none."""
    return "–" if value is None else f"{100 * value:.0f} %"


def spaced(code: object) -> str:
    """Return a code as words: ``not_happened`` as "not happened"."""
    return harmless(str(code)).replace("_", " ").replace("-", " ")


def grade_sign(grade: str) -> str:
    """Return the shape of a grade, so that colour never speaks alone."""
    return GRADE_SIGNS.get(grade, "·")


def for_script(value: object) -> Markup:
    """Return a value as JSON that can stand inside a ``script`` element."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    for character in "<>&\u2028\u2029":
        body = body.replace(character, f"\\u{ord(character):04x}")
    return Markup(body.encode("utf-8", "replace").decode())


def text(value: object) -> Markup:
    """Return report text as HTML whose text content is the text, kept as it is."""
    return Markup(escape(str(value)))


def with_query(path: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return an address with its query."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


@cache
def environment() -> Environment:
    """Return the environment of the templates; everything they print is escaped."""
    made = Environment(
        loader=PackageLoader("dateline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: "" if value is None else value,
    )
    made.filters.update(
        number=number, percent=percent, spaced=spaced, harmless=harmless, text=text,
        for_script=for_script, reason=reason_phrase, grade_sign=grade_sign,
    )  # fmt: skip
    made.globals.update(tags=TAGS, version=VERSION)
    return made


def _twins(view: View, request: Request) -> list[dict[str, str]]:
    path = request.url.path.rstrip("/") or "/start"
    query = f"?{request.url.query}" if request.url.query else ""
    return [
        {"href": f"{path}.{ending}{query}", "label": TWIN_LABELS[ending]}
        for ending in view.offered()
    ]


def frame(desk: Desk, request: Request, screen: str) -> dict[str, Any]:
    """Return what the frame around every page shows."""
    theme = request.cookies.get(THEME_COOKIE, "")
    query = f"?{request.url.query}" if request.url.query else ""
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return {
        "project_name": harmless(desk.name),
        "navigation": [
            {"name": name, "href": href, "label": label, **desk.waiting(name)}
            for name, href, label in SCREENS
        ],
        "screen": screen,
        "reader": desk.reader(request),
        "theme": theme if theme in THEMES else "",
        "csrf_field": field.format(FIELD, desk.session.csrf),
        "here": request.url.path + query,
    }


def page(desk: Desk, request: Request, view: View) -> HTMLResponse:
    """Return a view as a page."""
    context: Mapping[str, Any] = {
        **frame(desk, request, view.name),
        "title": harmless(view.title)[:LONGEST_TITLE],
        "told": view.told,
        "twins": _twins(view, request),
        "scripts": view.scripts,
        "styles": view.styles,
        **view.context,
    }
    body = environment().get_template(view.template).render(context)
    return HTMLResponse(body.encode("utf-8", "replace"), view.status)
