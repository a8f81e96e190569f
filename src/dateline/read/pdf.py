"""PDF files with a text layer: pages to paragraphs.

The lines of a page are joined to paragraphs, words broken at the line's end are put together, and
page numbers and running heads are left out; the notes of the report say so.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pypdf

from dateline.errors import DamagedFile, EmptyReport, UnsupportedFile
from dateline.read.draft import Draft

MAX_PAGES = 2000
MIN_REPEATS = 3
MAX_HEAD_CHARS = 90
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,4})?", re.I)
_BULLET = re.compile(r"[•‣▪◦*·–-]\s|\(?[0-9a-z]{1,3}[.)]\s")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from writing its warnings to the terminal; what matters is in the notes."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _open(data: bytes, name: str) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnsupportedFile(
                name, "the PDF is locked by a password", "Save a copy without the password."
            )
        if len(reader.pages) > MAX_PAGES:
            raise UnsupportedFile(
                name, f"the PDF has more than {MAX_PAGES} pages", "Split it into its reports."
            )
    except UnsupportedFile:
        raise
    except pypdf.errors.DependencyError as error:
        raise UnsupportedFile(
            name, "the PDF is encrypted", "Save a copy without encryption (print it to a PDF)."
        ) from error
    except Exception as error:  # the library has no one class for what a broken file makes it do
        raise DamagedFile(
            name,
            f"the PDF cannot be opened ({type(error).__name__})",
            "Open it in a PDF viewer and save it again.",
        ) from error
    return reader


def _pages(reader: pypdf.PdfReader, name: str) -> tuple[list[list[str]], list[int]]:
    """Return the lines of every page, and the numbers of pages that could not be read."""
    pages: list[list[str]] = []
    failed: list[int] = []
    for number in range(len(reader.pages)):
        try:
            words = reader.pages[number].extract_text()
        except Exception:  # as above: one broken page must not cost the others
            failed.append(number + 1)
            words = ""
        pages.append([_CONTROL.sub("", line).rstrip() for line in words.splitlines()])
    if failed and len(failed) == len(pages):
        raise DamagedFile(
            name, "no page of the PDF can be read", "Open it in a PDF viewer and save it again."
        )
    return pages, failed


def _edge_key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())


def _could_be_head(line: str) -> bool:
    """Tell whether a line at a page's edge may be a running head: short, and no sentence."""
    return len(line.strip()) <= MAX_HEAD_CHARS and not line.rstrip().endswith((".", "!", "?", "”"))


def _running_heads(pages: list[list[str]]) -> set[str]:
    """Return lines (digits made alike) that stand first or last on most pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        full = [line for line in page if line.strip()]
        edge = [line for line in (*full[:2], *full[-2:]) if len(full) > 4 and _could_be_head(line)]
        edges.update({_edge_key(line) for line in edge})
    least = max(MIN_REPEATS, len(pages) // 2)
    return {key for key, times in edges.items() if times >= least}


def _cleaned(page: list[str], heads: set[str]) -> tuple[list[str], int]:
    """Return a page without page numbers and running heads, and how many lines went."""
    full = [i for i, line in enumerate(page) if line.strip()]
    edge = {*full[:2], *full[-2:]}
    kept = [
        line
        for i, line in enumerate(page)
        if i not in edge
        or not (
            (_could_be_head(line) and _edge_key(line) in heads)
            or _PAGE_NUMBER.fullmatch(line.strip())
        )
    ]
    return kept, len(page) - len(kept)


def _joined(before: str, line: str, known: Counter[str]) -> str:
    """Join two lines of a paragraph, mending a word broken between them."""
    broken = _BROKEN.search(before)
    if broken is None or not line[:1].islower():
        return f"{before} {line}"
    second = re.match(r"[^\W\d_]+", line)
    left, right = broken[1].lower(), second[0].lower() if second else ""
    if before.endswith("-"):
        compound = known[f"{left}-{right}"] > known[left + right]
        words = known[left] > 0 and known[right] > 0 and known[left + right] == 0
        if compound or words:
            return before + line
    return before[:-1] + line


def _ends_paragraph(line: str, width: int) -> bool:
    return line.endswith((".", "!", "?", ".”", '."', ":", ".’")) and len(line) < 0.75 * width


def _paragraphs(lines: list[str], known: Counter[str]) -> list[str]:
    widths = sorted(len(line) for line in lines if line.strip())
    width = widths[int(len(widths) * 0.8)] if widths else 0
    done: list[str] = []
    current, last = "", ""
    for line in lines:
        words = " ".join(line.split())
        starts = not words or _BULLET.match(words) or _is_short_heading(last, words, width)
        if current and (starts or _ends_paragraph(last, width)):
            done.append(current)
            current = ""
        if words:
            current = _joined(current, words, known) if current else words
        last = words
    return [*done, current] if current else done


def _is_short_heading(last: str, words: str, width: int) -> bool:
    """Tell whether the line before was a heading: short, no stop, and a new sentence follows."""
    if not last or len(last) > 0.6 * width or last.endswith((",", "-", "—", ";")):
        return False
    return last[-1].isalnum() and last[:1].isupper() and words[:1].isupper() and len(last) < 90


def _title(reader: pypdf.PdfReader, first_page: str) -> str | None:
    """Return the title of the file's properties if the first page shows it."""
    try:
        title = reader.metadata.title if reader.metadata else None
    except Exception:  # properties can be broken in as many ways as pages
        return None
    words = " ".join(title.split()) if isinstance(title, str) else ""
    shown = " ".join(first_page.split()).casefold()
    return words if words and words.casefold() in shown else None


def read_pdf(data: bytes, name: str) -> Draft:
    """Read a PDF.

    The day on which the PDF was made is no day of publication and is not taken for one.

    Raises:
        DamagedFile: it cannot be opened or no page can be read.
        UnsupportedFile: it is locked or encrypted, or far too long.
        EmptyReport: it has no text layer (a scan).
    """
    with _quiet():
        reader = _open(data, name)
        pages, failed = _pages(reader, name)
        title = _title(reader, " ".join(pages[0]) if pages else "")
    heads = _running_heads(pages)
    cleaned = [_cleaned(page, heads) for page in pages]
    dropped = sum(count for _, count in cleaned)
    known = Counter(
        word for page, _ in cleaned for line in page for word in re.findall(r"[\w-]+", line.lower())
    )
    paragraphs = _across_pages([_paragraphs(page, known) for page, _ in cleaned], known)
    if not paragraphs:
        raise EmptyReport(
            name,
            f"its {len(pages)} pages have no text layer; it seems to be scanned",
            "Run text recognition (OCR) over it first, for instance with ocrmypdf.",
        )
    notes = ["The lines of the PDF were joined to paragraphs, and broken words mended."]
    if dropped:
        notes.append(f"{dropped} page numbers and running heads were left out.")
    if failed:
        notes.append(f"These pages could not be read: {', '.join(map(str, failed))}.")
    silent = [n for n, page in enumerate(pages, 1) if n not in failed and not "".join(page).strip()]
    if silent:
        notes.append(f"These pages have no text: {', '.join(map(str, silent))}.")
    return Draft("\n\n".join(paragraphs), read_as="pdf", title=title, notes=tuple(notes))


def _across_pages(pages: list[list[str]], known: Counter[str]) -> list[str]:
    """Join the paragraphs of all pages; one that a page break cuts is put together."""
    done: list[str] = []
    for page in pages:
        if done and page and page[0][:1].islower() and done[-1][-1:] not in '.!?:”"':
            done[-1] = _joined(done[-1], page[0], known)
            done.extend(page[1:])
        else:
            done.extend(page)
    return done
