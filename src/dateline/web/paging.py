"""One page of a list, with the addresses of its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from dateline.web.render import with_query

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in a list a page stands; ``first`` and ``last`` count from 1."""

    total: int
    page: int
    size: int
    before: str | None
    after: str | None

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """Return how many items stand before this page."""
        return (self.page - 1) * self.size

    @property
    def first(self) -> int:
        """Return the number of its first item."""
        return self.offset + 1

    @property
    def last(self) -> int:
        """Return the number of its last item."""
        return min(self.offset + self.size, self.total)


def paged(request: Request, total: int, size: int = PER_PAGE) -> Paging:
    """Return the page that a request asks for with ``page``, within the list."""
    pairs = [(k, v) for k, v in request.query_params.multi_items() if k != "page"]
    pages = max(1, -(-total // size))
    asked = request.query_params.get("page", "1")
    page = min(max(int(asked), 1), pages) if asked.isascii() and asked.isdigit() else 1

    def address(number: int) -> str | None:
        if not 1 <= number <= pages:
            return None
        return with_query(request.url.path, [*pairs, ("page", str(number))])

    return Paging(total, page, size, address(page - 1), address(page + 1))


def toggled(pairs: Sequence[tuple[str, str]], pair: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the pairs with one of them added, or taken out where it was there."""
    if pair in pairs:
        return [each for each in pairs if each != pair]
    return [*pairs, pair]
