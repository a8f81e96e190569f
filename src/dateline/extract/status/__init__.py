"""Did it happen: what the text presents an event as."""

from dateline.extract.status.decide import status_of

__all__ = ["status_of"]
