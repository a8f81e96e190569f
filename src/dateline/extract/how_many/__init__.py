"""How many: which numbers belong to an event, of what kind and of whom."""

from dateline.extract.how_many.counts import counts_of, numbers

__all__ = ["counts_of", "numbers"]
