"""Data with its origin, licence and date, and the small modules that load it."""
