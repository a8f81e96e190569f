"""The forms of other datasets: the same events under their columns, with what they are not."""
