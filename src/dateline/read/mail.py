"""E-mail files (``.eml``): subject, sender, day and the body, decoded."""

from __future__ import annotations

from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

from dateline.errors import DamagedFile, EmptyReport
from dateline.read.dates import day_of_value
from dateline.read.decode import Decoded, decode
from dateline.read.draft import Draft
from dateline.read.html import read_html


def _header(message: EmailMessage, field: str) -> str:
    try:
        return " ".join(str(message.get(field, "")).split())
    except (MessageError, ValueError, TypeError, AttributeError, IndexError):
        return ""  # a header too broken to parse gives nothing


def _sender(message: EmailMessage) -> str | None:
    words = _header(message, "From")
    return words.rpartition("<")[0].strip(" \"'") or None


def _part(message: EmailMessage, name: str, encoding: str | None) -> tuple[Decoded, bool]:
    """Return the body of a message, and whether it is a web page."""
    try:
        part = message.get_body(preferencelist=("plain", "html"))
        payload = part.get_payload(decode=True) if part is not None else None
    except (MessageError, ValueError, LookupError, AttributeError, KeyError) as error:
        raise DamagedFile(
            name, "the e-mail's parts cannot be told apart", "Save the message as plain text."
        ) from error
    if part is None or not isinstance(payload, bytes) or not payload.strip():
        raise EmptyReport(name, "the e-mail has no text", "Save what it attaches and give that.")
    decoded = decode(payload, name, declared=part.get_content_charset(), setting=encoding)
    return decoded, part.get_content_subtype() == "html"


def read_mail(data: bytes, name: str, encoding: str | None = None) -> Draft:
    """Read an e-mail; the text is its subject and its body.

    Args:
        data: the bytes as received.
        name: what the file is called in errors.
        encoding: character set for a message that declares none.

    Raises:
        DamagedFile: its parts cannot be told apart or decoded.
        EmptyReport: it has no text.
    """
    message = BytesParser(policy=policy.default).parsebytes(data)
    decoded, is_page = _part(message, name, encoding)
    page = read_html(decoded, name) if is_page else None
    body = page.text if page is not None else decoded.text.replace("\r\n", "\n")
    subject = _header(message, "Subject") or None
    day, note = day_of_value(_header(message, "Date"))
    notes = ["The text is the subject and the body of an e-mail; attachments were not read."]
    return Draft(
        text=f"{subject}\n\n{body}" if subject else body,
        read_as="wire",
        encoding=decoded.encoding,
        title=subject,
        publisher=_sender(message),
        published=day,
        notes=(*decoded.notes, *notes, *([note] if note else [])),
    )
