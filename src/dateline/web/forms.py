"""What a form of the page says: read with its word checked, every value as text."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.web.security import FIELD, Session

LARGEST = 1 << 18
STALE = "The form is not of this session. Load the page again and repeat what you did."


class Form:
    """The values of a form."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self.pairs = list(pairs)

    def all(self, name: str) -> list[str]:
        """Return every value of a field."""
        return [value for key, value in self.pairs if key == name]

    def get(self, name: str) -> str:
        """Return the last value of a field, without white space around it, or nothing."""
        return (self.all(name) or [""])[-1].strip()

    def whole(self, name: str) -> int | None:
        """Return a field as a whole number; None where it is empty or none."""
        value = self.get(name).replace(",", "").replace(" ", "")
        return int(value) if value.isascii() and value.isdigit() else None


async def read_form(request: Request, session: Session) -> Form:
    """Return a form's values.

    Raises:
        HTTPException: it is too large, or does not carry the word of this session's forms.
    """
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > LARGEST:
        raise HTTPException(413, "The form is too large.")
    sent = await request.form(max_files=0)
    form = Form([(key, value) for key, value in sent.multi_items() if isinstance(value, str)])
    if not hmac.compare_digest(form.get(FIELD).encode(), session.csrf.encode()):
        raise HTTPException(403, STALE)
    return form


def back_to(form: Form, otherwise: str) -> Response:
    """Return to the page that a form names, if it is one of ours, else to another of ours."""
    given = form.get("back")
    parts = urlsplit(given)
    ours = given.startswith("/") and not given.startswith(("//", "/\\"))
    ours = ours and not parts.netloc and given.isprintable()
    return RedirectResponse(given if ours else otherwise, 303)
