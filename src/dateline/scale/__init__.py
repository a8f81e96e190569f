"""Run the same coding over many reports: in one process, in several, later on a cluster."""
