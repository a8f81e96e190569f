"""Export: a preview, the policy, and the command line that does the same."""

from __future__ import annotations

import shlex
import shutil
import tempfile
from pathlib import Path
from typing import Any, cast, get_args

from starlette.requests import Request
from starlette.responses import Response

from dateline.export.catalogue import SHAPES, preview, shape_of
from dateline.export.json_fields import dump_line
from dateline.export.shapes.shape import Shape
from dateline.export.told import Fatalities, Policy
from dateline.filters import in_words, to_options, to_params
from dateline.store.exports import write
from dateline.store.selection import OfProject
from dateline.web.desk import Desk
from dateline.web.render import with_query
from dateline.web.screens.events import filter_of
from dateline.web.view import View

SHOWN = 5
LONGEST = 4_000
POLICIES = {
    "low": "the least that any source says",
    "high": "the greatest that any source says",
    "blank-if-disagree": "blank where sources differ",
}


def _shape(request: Request) -> Shape:
    return shape_of(request.query_params.get("shape", "") or next(iter(SHAPES)))


def _policy(request: Request) -> Policy:
    given = request.query_params.get("fatalities", "")
    return Policy(cast(Fatalities, given) if given in get_args(Fatalities) else "low")


def _name(shape: Shape) -> str:
    unit = "claims" if shape.unit == "claim" else "events"
    return f"{unit}{shape.suffix}" if shape.suffix else "export/"


def _command(desk: Desk, shape: Shape, policy: Policy, options: list[str]) -> str:
    words = ["dateline", "export", shape.name, _name(shape), "--project", desk.name]
    if policy.fatalities != "low":
        words += ["--fatalities", policy.fatalities]
    return shlex.join([*words, *options])


def export(desk: Desk, request: Request) -> View:
    """Return the preview of an export."""
    wanted = filter_of(request)
    shape, policy = _shape(request), _policy(request)
    source = OfProject(desk.project, wanted)
    shown = preview(shape, source, policy, _name(shape), SHOWN)
    pairs = to_params(wanted)
    own = [("shape", shape.name), ("fatalities", policy.fatalities)]
    tables = [row for row in shown.rows if isinstance(row, list)]
    objects = [dump_line(row)[:LONGEST] for row in shown.rows if isinstance(row, dict)]
    columns = [column.name for column in shape.columns]
    context: dict[str, Any] = {
        "words": in_words(wanted),
        "count": desk.project.count(wanted),
        "query": with_query("", pairs),
        "carried": pairs,
        "shapes": [(one.name, one.title) for one in SHAPES.values()],
        "shape": shape.name,
        "policies": list(POLICIES.items()),
        "fatalities": policy.fatalities,
        "shape_told": f"{shape.what} {shape.is_not}",
        "notes": shape.notes,
        "command": _command(desk, shape, policy, to_options(wanted)),
        "download": with_query("/export/file", [*pairs, *own]),
        "preview": tables,
        "columns": columns if tables else [],
        "meanings": {c.name: c.meaning for c in shape.columns} if tables else {},
        "text": "\n".join(objects),
        "nothing": "Nothing is like this, so the export would be empty.",
    }
    return View(
        "export",
        "Export",
        "export.html",
        context,
        data=lambda: {
            "shape": shape.name,
            "events": context["count"],
            "filter": context["words"],
            "command": context["command"],
            "rows": tables or objects,
        },
    )


def file(desk: Desk, request: Request) -> Response:
    """Return the export as a file; a folder comes packed."""
    shape, policy = _shape(request), _policy(request)
    source = OfProject(desk.project, filter_of(request))
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / _name(shape)
        write(shape, source, policy, out, _name(shape))
        if not shape.suffix:
            out = Path(shutil.make_archive(str(Path(folder) / "export"), "zip", out))
        body = out.read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{out.name}"'}
    return Response(body, media_type="application/octet-stream", headers=headers)
