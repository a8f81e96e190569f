"""When: the date of an event, not of its telling."""

from dateline.extract.when.dates import date_of, frame_of, time_expressions, token_indices

__all__ = ["date_of", "frame_of", "time_expressions", "token_indices"]
