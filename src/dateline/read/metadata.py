"""Find what stands above the body: headline, byline, labelled lines, dateline.

Nothing here ever invents a date: a day of publication is one that the words state whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from dateline.read.dateline_words import DatelineWords, read_dateline
from dateline.read.dates import StatedDay, day_of_value, find_day, latest_before
from dateline.read.head_day import dateline_on_top, day_on_top
from dateline.read.words import any_of, labels, slugs

WINDOW = 6_000
"""Characters at the top within which headline and dateline are looked for."""
MAX_LINES = 40
MAX_HEADLINE_CHARS = 200
MAX_LABELLED_CHARS = 200
MAX_SUBHEADS = 3

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_BYLINE_SMALL = frozenset({"and", "in", "of", "for", "de", "al", "&"})
_SLUG_CODE = re.compile(r"(?:BC|AM|PM)-[\w/&.'-]+(?:,.{0,60})?|[A-Z]{2,}(?:-[A-Z0-9/&]{2,}){2,}")
_WORDS = re.compile(r"[A-Z0-9]+(?:-[A-Z]+)?")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands above the body of a report.

    Attributes:
        body_start: offset where the body begins.
        published: a day that a line or the dateline states, or None; ``published_basis`` says
            which of the two (``metadata`` or ``dateline``).
        month_day: month and day of a dateline that states no year.
        is_wire: it has mail-style headers or the slugs of a wire service.
        dateline: the words of the dateline, for notes.
    """

    body_start: int = 0
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    url: str | None = None
    published: date | None = None
    published_basis: str | None = None
    dateline_place: str | None = None
    month_day: tuple[int, int] | None = None
    is_wire: bool = False
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Scan:
    """The front as found so far, line by line."""

    title: str | None = None
    body_start: int | None = None
    headers: int = 0
    slug_lines: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    day: date | None = None
    dateline: DatelineWords | None = None
    notes: list[str] = field(default_factory=list)


def _lines(text: str) -> list[tuple[int, str]]:
    """Return (offset, line without its end) of the lines at the top."""
    found: list[tuple[int, str]] = []
    position = 0
    while position < min(len(text), WINDOW) and len(found) < MAX_LINES:
        match = _LINE.match(text, position, min(len(text), position + WINDOW))
        if match is None or match.end() == position:
            break
        found.append((position, match[0].rstrip("\r\n")))
        position = match.end()
    return found


def _squeezed(words: str) -> str:
    return " ".join(words.split()).casefold()


def is_slug(line: str) -> bool:
    """Tell whether a line is a slug or an editor's note of a wire service and no headline."""
    words = line.strip()
    if len(words) > 120:
        return False
    inner = re.fullmatch(r"[(\[](.*)[)\]]", words)
    opening = (inner[1] if inner else words).split(None, 1)[:1]
    if inner and opening and opening[0].strip(".,:;").lower() in slugs("note"):
        return True
    if re.fullmatch(r"(?i:eds?(?:itors)?):.*|[a-z]\d{3,5}|[-#*_=~ ]{2,}|-\s?30\s?-", words):
        return True
    if _SLUG_CODE.fullmatch(words):
        return True
    known = any_of(slugs("slug"))
    rest = re.sub(rf"\b(?:{known})\b", " ", words) if words == words.upper() else words
    left = [w for w in _WORDS.findall(rest) if not w.isdigit() and w not in slugs("ordinal")]
    return rest != words and not left and not re.search(r"[a-z]", rest)


def _label(line: str) -> tuple[str, str, str] | None:
    """Return (label, field, value) of a labelled line, or None."""
    words = line.strip()
    if len(words) > MAX_LABELLED_CHARS:
        return None
    found = re.match(r"([A-Za-z][A-Za-z -]{1,24}?)\s*:\s*(.*)", words)
    if found and (known := labels().get(found[1].lower())):
        return known.words, known.field, found[2].strip()
    for known in labels().values():
        if not known.needs_colon and words.lower().startswith(known.words + " "):
            value = words[len(known.words) :].strip()
            stated = find_day(value)
            if stated is not None and stated.start <= 12 and len(words) <= 80:
                return known.words, known.field, value
    return None


def _take_label(scan: _Scan, label: str, name: str, value: str) -> None:
    scan.headers += 1
    if name == "published":
        day, note = day_of_value(value)
        if scan.day is None and day is not None:
            scan.day = day
        if note:
            scan.notes.append(f"Line '{label}': {note}")
    elif name == "publisher" and label == "from":
        # A sender is named before the address: "News desk <desk@example.org>".
        if sender := re.sub(r"\s*<[^<>]*>\s*$", "", value).strip(" \"'"):
            scan.fields.setdefault(name, sender)
    elif name != "ignored" and value:
        scan.fields.setdefault(name, value)


def _is_byline(line: str) -> bool:
    """Tell whether a line is "By Jane Doe and John Roe, Example Wire"."""
    names, _, office = line.strip().partition(",")
    words = names.split()
    if len(line) > 100 or line.rstrip().endswith(".") or words[:1] not in (["By"], ["BY"]):
        return False
    plain = not re.search(r"[\d()—–]", office)
    return plain and all(w[0].isupper() or w.lower() in _BYLINE_SMALL for w in words)


def _is_day_line(line: str) -> StatedDay | None:
    """Return the day of a line that holds a date, perhaps with a time, and nothing else.

    Its ``day`` is None when the numbers can mean two days.
    """
    words = line.strip()
    stated = find_day(words) if len(words) <= 60 else None
    if stated is None or (stated.day is None and not stated.note):
        return None
    around = words[: stated.start] + " " + words[stated.end :]
    left = re.sub(
        r"\b(?:\d{1,2}[:.]\d{2}(?::\d{2})?|[AaPp]\.?[Mm]\.?|[A-Z]{2,4}|at)\b", " ", around
    )
    return None if re.search(r"\w{2,}", re.sub(r"T[\d:.]+(?:Z|[+-][\d:]+)?", " ", left)) else stated


def _could_be_headline(line: str) -> bool:
    words = line.strip()
    if not 0 < len(words) <= MAX_HEADLINE_CHARS or len(words.split()) > 30:
        return False
    return not words.endswith((".", ";", ":", ",", "—", "…", ".”", '."', ".’")) and any(
        c.isalpha() for c in words
    )


def _is_apparatus(line: str) -> bool:
    """Tell whether a line belongs above the body and is no prose."""
    return bool(_label(line) or is_slug(line) or _is_byline(line) or _is_day_line(line)) or bool(
        read_dateline(line)
    )


def _is_headline(lines: list[tuple[int, str]], at: int, known: str | None) -> bool:
    words = lines[at][1]
    if known is not None and _squeezed(words) == _squeezed(known):
        return True
    if not _could_be_headline(words) or at + 1 >= len(lines):
        return False
    after = [line for _, line in lines[at + 1 :]]
    if not any(line.strip() for line in after):
        return False
    return not after[0].strip() or _is_apparatus(after[0])


def _stands_above_dateline(lines: list[tuple[int, str]], at: int) -> bool:
    """Tell whether a short line has a dateline with a place a few short lines below it."""
    parted = at + 1 < len(lines) and not lines[at + 1][1].strip()
    if not parted or len(lines[at][1]) > MAX_HEADLINE_CHARS:
        return False
    for line in [line for _, line in lines[at + 1 :] if line.strip()][:MAX_SUBHEADS]:
        below = read_dateline(line)
        if below is not None and below.place is not None:
            return True
        if len(line) > MAX_HEADLINE_CHARS:
            return False
    return False


def _scan(text: str, known_title: str | None) -> _Scan:
    scan = _Scan()
    lines = _lines(text)
    for at, (offset, line) in enumerate(lines):
        if not line.strip():
            continue
        label = _label(line)
        if label is not None:
            _take_label(scan, *label)
        elif is_slug(line):
            scan.slug_lines += 1
        elif _is_byline(line):
            continue
        elif (stated := _is_day_line(line)) is not None:
            scan.day = scan.day or stated.day
            if stated.note:
                scan.notes.append(f"Line of a date: {stated.note}")
        elif (dateline := read_dateline(line)) is not None:
            scan.dateline = dateline
            scan.body_start = offset + dateline.end
            break
        elif scan.title is None and _is_headline(lines, at, known_title):
            scan.title = line.strip()
        elif _stands_above_dateline(lines, at):
            scan.title = scan.title or line.strip()
        else:
            scan.body_start = offset + len(line) - len(line.lstrip())
            break
    unknown = scan.dateline is None and scan.day is None
    if unknown and (found := dateline_on_top(text)) is not None:
        offset, scan.dateline = found
        scan.body_start = offset + scan.dateline.end
    return scan


def _body_start(text: str, scan: _Scan) -> int:
    if scan.body_start is None:
        return 0
    start = scan.body_start
    while start < len(text) and text[start].isspace():
        start += 1
    touched = scan.title or scan.headers or scan.slug_lines or scan.dateline
    # Without anything above it the body is the whole text, white space included.
    return start if touched or text[:start].strip() else 0


def front_matter(text: str, known_title: str | None = None) -> Front:
    """Return what stands above the body of a text.

    Args:
        text: the text of the report.
        known_title: the title that the file's metadata gives, to be known again in the text.
    """
    scan = _scan(text, known_title)
    line = scan.dateline
    day, basis, month_day = scan.day, "metadata" if scan.day else None, None
    notes = list(scan.notes)
    if day is not None:
        notes.append("The day of publication is the one of a line above the body.")
    if line is not None and line.day is not None:
        month_day = line.day.month_day
        if line.day.note:
            notes.append(f"Dateline: {line.day.note}")
        if day is None and line.day.day is not None:
            day, basis = line.day.day, "dateline"
    if day is None and month_day is None:
        day, words = day_on_top(text)
        if day is not None:
            basis = "metadata"
            notes.append(f"The day of publication is the one that a line on top tells: '{words}'.")
    return Front(
        body_start=_body_start(text, scan),
        title=scan.fields.get("title") or scan.title,
        publisher=scan.fields.get("publisher"),
        agency=line.agency if line is not None else None,
        url=scan.fields.get("url"),
        published=day,
        published_basis=basis,
        dateline_place=line.place if line is not None else None,
        month_day=month_day,
        is_wire=scan.headers >= 2 or scan.slug_lines > 0,
        notes=tuple(notes),
    )


def resolve_year(month_day: tuple[int, int], known: date | None) -> tuple[date | None, str]:
    """Give the month and day of a dateline their year, from a day known otherwise.

    Returns:
        The day, or None when nothing is known; and the note that says so.
    """
    month, day = month_day
    words = f"The dateline's day ({date(2000, month, day):%d %B}) states no year"
    if known is None:
        return None, f"{words}, so the report has no day of publication from it."
    resolved = latest_before(month_day, known)
    if resolved is None:
        return None, f"{words}, and none fits."
    return resolved, f"{words}; it was read as {resolved.isoformat()}, the latest up to {known}."
