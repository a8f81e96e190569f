"""What comes back from annotation tools: marks on reports, and verdicts on claims.

Every tool's form becomes the same record, with offsets in code points. Nothing is guessed: marks
that do not quote their text are told and left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from dateline.errors import DamagedFile
from dateline.export.annotate.label_studio import read_tasks
from dateline.export.annotate.marks import Utf16
from dateline.export.annotate.web_annotation import MARK, REPORT, read_items
from dateline.export.json_fields import Json

Verdict = Literal["accept", "reject", "skip"]
REMEDY = "Export it from the tool again, as JSON."


@dataclass(frozen=True, slots=True)
class Span:
    """Marked words, in code points of the report's text, half-open."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Annotated:
    """What one person did with one report, or with some of its claims.

    Attributes:
        at: moment in UTC, or "" where the file does not tell it.
        tool: the tool's name, for the reasons of decisions.
        spans: marked words by their id in the file.
        links: pairs of ids: an event word and one of its values.
        verdicts: what was said of claims in so many words.
        claims: the claims that were shown; None for all of the report.
        is_whole: what is not marked was thrown out; else it was only not shown.
        notes: what could not be read, in sentences.

    """

    report_id: str
    who: str
    at: str
    tool: str
    spans: dict[str, Span] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    claims: frozenset[str] | None = None
    is_whole: bool = True
    notes: list[str] = field(default_factory=list)

    def add(self, key: str, span: Span, text: str, quote: str | None = None) -> None:
        """Take a mark in, if it lies in the text and quotes it."""
        found = text[span.start : span.end]
        if not 0 <= span.start < span.end <= len(text) or (quote is not None and quote != found):
            told = f"'{quote}'" if quote is not None else f"{span.start}:{span.end}"
            self.notes.append(f"report {self.report_id}: the mark {told} is not in the text.")
        else:
            self.spans[key] = span


def moment(given: object) -> str:
    """Return a moment in UTC, ISO 8601 with seconds; "" where none is given."""
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        when = datetime.fromtimestamp(given, UTC)
    else:
        try:
            when = datetime.fromisoformat(str(given))
        except ValueError:
            return ""
    when = when.astimezone(UTC) if when.tzinfo else when
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _annotator(given: object, who: str) -> str:
    if isinstance(given, dict):
        given = given.get("email") or given.get("username") or given.get("name")
    return given if isinstance(given, str) and given else who


def label_studio(tasks: list[Any], who: str) -> Iterator[Annotated]:
    """Yield every annotation of every task; skipped ones are passed over."""
    for task in tasks:
        text = task["data"]["text"]
        units = Utf16(text)
        for annotation in task.get("annotations", []):
            if annotation.get("was_cancelled"):
                continue
            at = moment(annotation.get("updated_at") or annotation.get("created_at"))
            name = _annotator(annotation.get("completed_by"), who)
            found = Annotated(task["data"]["report_id"], name, at, "Label Studio")
            for region in annotation["result"]:
                if region["type"] == "relation":
                    found.links.append((region["from_id"], region["to_id"]))
                elif region["type"] == "labels":
                    value = region["value"]
                    start, end = units.points(value["start"]), units.points(value["end"])
                    span = Span(start, end, value["labels"][0])
                    found.add(region["id"], span, text, value.get("text"))
            yield found


def doccano(lines: list[Any], who: str) -> Iterator[Annotated]:
    """Yield every document."""
    for line in lines:
        text = line["text"]
        units = Utf16(text)
        found = Annotated(line["report_id"], who, "", "doccano")
        for entity in line["entities"]:
            start, end = units.points(entity["start_offset"]), units.points(entity["end_offset"])
            found.add(str(entity["id"]), Span(start, end, entity["label"]), text)
        found.links = [(str(r["from_id"]), str(r["to_id"])) for r in line.get("relations", [])]
        yield found


def prodigy(lines: list[Any], who: str) -> Iterator[Annotated]:
    """Yield every answered task: one claim each."""
    verdicts: Mapping[str, Verdict] = {"accept": "accept", "reject": "reject", "ignore": "skip"}
    for line in lines:
        answer = verdicts.get(str(line.get("answer")))
        if answer is None:
            continue
        name = _annotator(line.get("_annotator_id"), who)
        claim_id, offset = line["claim_id"], line["sentence_start"]
        at = moment(line.get("_timestamp"))
        found = Annotated(line["report_id"], name, at, "Prodigy", claims=frozenset({claim_id}))
        found.verdicts[claim_id] = answer
        for n, span in enumerate(line.get("spans", [])):
            moved = Span(span["start"] + offset, span["end"] + offset, span["label"])
            found.add(str(n), moved, " " * offset + line["text"])
        yield found


def web_annotation(items: list[Any], who: str) -> Iterator[Annotated]:
    """Yield what was said of the claims of each report by each person."""
    by: dict[tuple[str, str], Annotated] = {}
    for item in items:
        target = item["target"]
        report_id = str(target.get("scope", "")).removeprefix(REPORT)
        name = _annotator(item.get("creator"), who)
        at = moment(item.get("modified") or item.get("created"))
        key = str(item["id"]).removeprefix(MARK)
        bodies = item["body"] if isinstance(item["body"], list) else [item["body"]]
        said = {body.get("purpose"): body.get("value") for body in bodies}
        known = Annotated(report_id, name, at, "Web Annotation", is_whole=False)
        found = by.setdefault((report_id, name), known)
        claim_id = key.split(".")[0]
        if said.get("assessing") in ("accept", "reject") and key.endswith(".trigger.0"):
            found.verdicts[claim_id] = said["assessing"]
            found.at = max(found.at, at)
        for selector in target["selector"]:
            if selector["type"] == "TextPositionSelector":
                span = Span(selector["start"], selector["end"], str(said.get("tagging")))
                found.spans[key] = span
    for found in by.values():
        found.claims = frozenset(found.verdicts)
        yield found


def _lines(path: Path) -> list[Any]:
    text = path.read_text(encoding="utf-8-sig")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def _reader(path: Path) -> tuple[Callable[[list[Any], str], Iterator[Annotated]], list[Any]]:
    """Return what reads a file, and its records."""
    try:
        whole = read_tasks(path)
    except json.JSONDecodeError:
        lines = _lines(path)
    else:
        first = whole[0] if whole and isinstance(whole[0], dict) else {}
        if "@context" in first or "target" in first:
            return web_annotation, read_items(path)
        if "data" in first:
            return label_studio, whole
        lines = whole
    first = lines[0] if lines and isinstance(lines[0], dict) else {}
    if "entities" in first:
        return doccano, lines
    if "sentence_start" in first:
        return prodigy, lines
    raise DamagedFile(
        str(path),
        "is no export of Label Studio, doccano, Prodigy or Web Annotations made from Dateline's",
        REMEDY,
    )


def read(path: Path, who: str) -> list[Annotated]:
    """Return what people did, by report; ``who`` is used where the file names nobody.

    Raises:
        DamagedFile: the file is of no known form, or a record lacks what it must have.
    """
    try:
        reader, found = _reader(path)
        return list(reader(found, who))
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise DamagedFile(str(path), f"a record lacks {error}", REMEDY) from None
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise DamagedFile(str(path), f"cannot be read ({error})", REMEDY) from None


def as_json(span: Span, text: str) -> Json:
    """Return the JSON form of a value that rests on marked words only."""
    quote = text[span.start : span.end]
    anchor = {"start": span.start, "end": span.end, "quote": quote}
    return {"words": quote, "anchors": [anchor]}
