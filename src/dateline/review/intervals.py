"""A share estimated from a sample, with the interval it may truly lie in."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``n``; ``low`` and ``high`` bound the true share in 19 of 20 samples."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        """Return the share in the sample, or None of nothing."""
        return self.hits / self.n if self.n else None

    @property
    def low(self) -> float:
        """Return the lower end of Wilson's interval."""
        return self._wilson(-1)

    @property
    def high(self) -> float:
        """Return the upper end of Wilson's interval."""
        return self._wilson(1)

    def _wilson(self, side: int) -> float:
        if not self.n:
            return 0.0 if side < 0 else 1.0
        p, n, z = self.hits / self.n, self.n, Z95
        centre = p + z * z / (2 * n)
        spread = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return min(max((centre + side * spread) / (1 + z * z / n), 0.0), 1.0)
