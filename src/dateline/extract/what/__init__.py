"""What happened: which words name an event, and of which type."""

from dateline.extract.what.events import MATERIAL, Reject, mentions

__all__ = ["MATERIAL", "Reject", "mentions"]
