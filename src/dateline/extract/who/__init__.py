"""Who did it to whom: the words that stand in the roles of an event."""
