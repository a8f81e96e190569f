"""One module a set of gold: ``run(folder, sample) -> SetResult``."""
