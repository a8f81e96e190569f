"""6. export: the forms claims leave in."""
