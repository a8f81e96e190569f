"""Gold in, scores out. Not furnished yet."""
