"""Gold in, scores out: sets of gold, their metrics, floors, and the faults for people to read."""
