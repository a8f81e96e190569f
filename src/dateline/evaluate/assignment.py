"""The best one-to-one pairing of two lists by their similarity (Kuhn 1955, Munkres 1957)."""

from __future__ import annotations

from collections import defaultdict

Cell = tuple[int, int]


def best_pairs(similarity: dict[Cell, float]) -> list[Cell]:
    """Return the pairs (row, column) of the assignment with the greatest sum.

    Args:
        similarity: the pairs that are alike at all, with a positive number each; all others are 0
            and never returned.
    """
    pairs: list[Cell] = []
    for cells in _components(similarity):
        rows = sorted({i for i, _ in cells})
        columns = sorted({j for _, j in cells})
        flipped = len(rows) > len(columns)
        if flipped:
            rows, columns = columns, rows
        table = [
            [-similarity.get((j, i) if flipped else (i, j), 0.0) for j in columns] for i in rows
        ]
        for at, column in enumerate(_hungarian(table)):
            cell = (columns[column], rows[at]) if flipped else (rows[at], columns[column])
            if similarity.get(cell, 0.0) > 0:
                pairs.append(cell)
    return sorted(pairs)


def _components(similarity: dict[Cell, float]) -> list[list[Cell]]:
    """Return the cells by connected component; each can be assigned by itself."""
    by_row: dict[int, list[Cell]] = defaultdict(list)
    by_column: dict[int, list[Cell]] = defaultdict(list)
    cells = sorted(cell for cell, value in similarity.items() if value > 0)
    for cell in cells:
        by_row[cell[0]].append(cell)
        by_column[cell[1]].append(cell)
    seen: set[Cell] = set()
    found: list[list[Cell]] = []
    for cell in cells:
        if cell in seen:
            continue
        seen.add(cell)
        group = [cell]
        for i, j in group:
            for other in (*by_row[i], *by_column[j]):
                if other not in seen:
                    seen.add(other)
                    group.append(other)
        found.append(group)
    return found


def _hungarian(cost: list[list[float]]) -> list[int]:
    """Return the column of each row in the cheapest assignment; never more rows than columns."""
    n, m = len(cost), len(cost[0])
    row_price, column_price = [0.0] * (n + 1), [0.0] * (m + 1)
    owner, way = [0] * (m + 1), [0] * (m + 1)
    for row in range(1, n + 1):
        owner[0], column = row, 0
        least, used = [float("inf")] * (m + 1), [False] * (m + 1)
        while owner[column] != 0:
            used[column] = True
            at, delta, following = owner[column], float("inf"), 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                reduced = cost[at - 1][j - 1] - row_price[at] - column_price[j]
                if reduced < least[j]:
                    least[j], way[j] = reduced, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(m + 1):
                if used[j]:
                    row_price[owner[j]] += delta
                    column_price[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column:
            owner[column], column = owner[way[column]], way[column]
    assigned = [0] * n
    for j in range(1, m + 1):
        if owner[j]:
            assigned[owner[j] - 1] = j - 1
    return assigned
