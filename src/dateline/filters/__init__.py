"""Which events are wanted: one filter for every list, map, page and export.

A filter is plain data. It can be a URL and a command line (:func:`to_params`, :func:`from_params`:
the same names in both), a sentence (:func:`in_words`) and a question to one event
(:func:`matches`).
"""

from dateline.filters.match import matches
from dateline.filters.params import KEYS, from_params, to_options, to_params
from dateline.filters.record import BLANK, Filter, Having
from dateline.filters.words import in_words

__all__ = [
    "BLANK",
    "KEYS",
    "Filter",
    "Having",
    "from_params",
    "in_words",
    "matches",
    "to_options",
    "to_params",
]
