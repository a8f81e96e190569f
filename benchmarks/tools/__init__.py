"""What the benchmarks share: how figures are told, and made-up data."""
