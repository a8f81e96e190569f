"""Where: the place of an event, not any place that is named."""

from dateline.extract.where.passage import Passage
from dateline.extract.where.places import place_of, places, with_places

__all__ = ["Passage", "place_of", "places", "with_places"]
