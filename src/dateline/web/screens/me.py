"""Who is reading, and in which colours."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dateline.web.desk import NAME_COOKIE, Desk, cookie_name
from dateline.web.forms import Form, back_to
from dateline.web.render import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


def keep(_desk: Desk, _request: Request, form: Form) -> Response:
    """Keep the reader's name and colours in cookies."""
    answer = back_to(form, "/")
    name = cookie_name(form.get("name"))
    if name:
        answer.set_cookie(NAME_COOKIE, name, max_age=YEAR, httponly=True, samesite="strict")
    theme = form.get("theme")
    kept = theme if theme in THEMES else ""
    answer.set_cookie(THEME_COOKIE, kept, max_age=YEAR, httponly=True, samesite="strict")
    return answer
