"""Old name of event_lexicon, kept until every import is moved."""

from dateline.knowledge.event_lexicon import *  # noqa: F403
