"""What a screen gives back: a page, and the same as rows for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

Row = Mapping[str, Any]
Rows = Callable[[], Iterable[Row]]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class View:
    """A screen before it is drawn.

    Attributes:
        name: of the screen, as in the navigation.
        template: the file that draws it.
        rows: makes the rows of its CSV and JSON; None where there is nothing to tabulate.
        data: makes its JSON where that is more than rows.
        places: makes its GeoJSON, where it has one.
        scripts: the scripts it needs besides the common one.

    """

    name: str
    title: str
    template: str
    context: Mapping[str, Any]
    rows: Rows | None = None
    data: Callable[[], object] | None = None
    places: Callable[[], object] | None = None
    scripts: Sequence[str] = ()
    styles: Sequence[str] = ()
    status: int = 200
    told: str = ""
    twins: Sequence[str] = field(default=("csv", "json"))

    def offered(self) -> list[str]:
        """Return the endings that this view has a twin for."""
        has = {
            "csv": self.rows is not None,
            "json": self.rows is not None or self.data is not None,
            "geojson": self.places is not None,
        }
        return [ending for ending, there in has.items() if there]


def as_json(value: object) -> Response:
    """Return a value as a JSON answer."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return Response(body.encode("utf-8", "replace"), media_type="application/json")


def cell(value: object) -> str:
    """Return a value as a cell: blank for None, several with semicolons, no formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ";".join(cell(each) for each in value)
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def as_csv(rows: Iterable[Row], name: str) -> Response:
    """Return rows as a CSV file to keep, streamed."""

    def lines() -> Iterable[bytes]:
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\r\n")
        for number, row in enumerate(rows):
            if number == 0:
                writer.writerow(row.keys())
            writer.writerow(cell(value) for value in row.values())
            if buffer.tell() > 1 << 16:
                yield buffer.getvalue().encode("utf-8", "replace")
                buffer.seek(0)
                buffer.truncate()
        yield buffer.getvalue().encode("utf-8", "replace")

    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=headers)


def twin(view: View, ending: str, request: Request) -> Response:
    """Return the view as a program reads it, or 404 where it has no such form."""
    if ending == "csv" and view.rows is not None:
        return as_csv(view.rows(), f"dateline-{view.name}")
    if ending == "geojson" and view.places is not None:
        answer = as_json(view.places())
        answer.headers["Content-Type"] = "application/geo+json"
        return answer
    if ending == "json" and view.data is not None:
        return as_json(view.data())
    if ending == "json" and view.rows is not None:
        return as_json({"query": str(request.url.query), "rows": list(view.rows())})
    return Response(f"This view has no {ending} form.\n", 404, media_type="text/plain")
