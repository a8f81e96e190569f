"""The review page as an ASGI application: which address is which screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dateline.errors import DatelineError
from dateline.web.desk import Desk
from dateline.web.forms import Form, read_form
from dateline.web.render import page
from dateline.web.screens import (
    about,
    disagreements,
    edit,
    event,
    events,
    export,
    me,
    pairs,
    quality,
    report,
    review,
    runs,
    start,
)
from dateline.web.security import Guard
from dateline.web.view import View, twin

STATIC = Path(__file__).with_name("static")
ENDINGS = ("csv", "json", "geojson")

Reader = Callable[[Desk, Request], View | Response]
Writer = Callable[[Desk, Request, Form], Response]

READERS: Mapping[str, Reader] = {
    "/start": start.start,
    "/events": events.events,
    "/events/{event_id}": event.event,
    "/reports": report.reports,
    "/reports/{report_id}": report.report,
    "/review": review.queue,
    "/pairs": pairs.pairs,
    "/disagreements": disagreements.disagreements,
    "/quality": quality.quality,
    "/runs": runs.runs,
    "/export": export.export,
    "/about": about.about,
}
FILES: Mapping[str, Callable[[Desk, Request], Response]] = {
    "/events/map": events.map_points,
    "/reports/{report_id}/original": report.original,
    "/export/file": export.file,
    "/places": edit.places,
}
WRITERS: Mapping[str, Writer] = {
    "/review/{claim_id}": review.decide,
    "/events/{event_id}": event.decide,
    "/pairs": pairs.decide,
    "/runs/retry": runs.retry,
    "/me": me.keep,
}


def _reading(desk: Desk, reader: Reader, ending: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        found = reader(desk, request)
        if isinstance(found, Response):
            return found
        return twin(found, ending, request) if ending else page(desk, request, found)

    return answer


def _filing(desk: Desk, reader: Callable[[Desk, Request], Response]) -> Any:  # noqa: ANN401
    return lambda request: reader(desk, request)


def _writing(desk: Desk, writer: Writer) -> Any:  # noqa: ANN401 - what Starlette takes
    async def answer(request: Request) -> Response:
        form = await read_form(request, desk.session)
        return await run_in_threadpool(writer, desk, request, form)

    return answer


def _routes(desk: Desk) -> list[Route]:
    routes = [Route("/", _reading(desk, start.start, ""), methods=["GET"])]
    for path, file in FILES.items():
        routes.append(Route(path, _filing(desk, file), methods=["GET"]))
    for path, reader in READERS.items():
        for ending in ENDINGS:
            routes.append(Route(f"{path}.{ending}", _reading(desk, reader, ending)))
        routes.append(Route(path, _reading(desk, reader, ""), methods=["GET"]))
    for path, writer in WRITERS.items():
        routes.append(Route(path, _writing(desk, writer), methods=["POST"]))
    return routes


def _failed(desk: Desk) -> dict[Any, Any]:
    def told(request: Request, error: Exception) -> Response:
        status, fault, remedy = 500, "Something went wrong here", "Go back and try again."
        if isinstance(error, DatelineError):
            is_missing = request.method == "GET" and error.fault.startswith("is no")
            status = 404 if is_missing else 400
            fault, remedy = f"{error.subject}: {error.fault}", error.remedy
        elif isinstance(error, HTTPException):
            status, fault = error.status_code, error.detail
            remedy = "Check the address, or go to the start page."
        context = {"fault": fault, "remedy": remedy}
        view = View("", "Not done", "fault.html", context, status=status)
        return page(desk, request, view)

    return {DatelineError: told, HTTPException: told}


class _Static(StaticFiles):
    """Files of the page itself; browsers may keep them while they ask whether they changed."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401
        answer = super().file_response(*args, **kwargs)
        answer.headers["Cache-Control"] = "no-cache"
        return answer


def make_app(desk: Desk) -> Starlette:
    """Return the application for a project and a session."""
    return Starlette(
        routes=[Mount("/static", _Static(directory=STATIC)), *_routes(desk)],
        middleware=[Middleware(Guard, session=desk.session)],
        exception_handlers=_failed(desk),
    )
