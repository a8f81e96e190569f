"""Write a file in the form of GeoNames' allCountries.txt with made-up places, the same every time.

    python benchmarks/tools/made_geonames.py FILE [ROWS]

Its rows have the make-up of the real file (feature classes, alternative names in several scripts,
mostly no population, names that thousands of places share), and ids that GeoNames does not use.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

ROWS = 12_000_000
FIRST_ID = 20_000_000
BATCH = 50_000
SYLLABLES = """
ba be bi bo bu da de di do du ga go gu ha hi ho ja ju ka ke ki ko ku la le li lo lu ma
me mi mo mu na ne ni no nu pa pe po ra re ri ro ru sa se si so su sha shi shu ta te ti
to tu va vi wa we ya ye za ze zi zo zu kha gha tha bra dro kra sta gra nd rt lsk mar
tal qar var dor gen hal jan kor lin mon nar pol ros san ter vel wes yar zin ch ton
ville grad pur abad stan dorf
""".split()  # noqa: SIM905
BEFORE = ("", "", "", "", "", "", "Al ", "Kafr ", "San ", "Santa ", "Tall ", "New ", "Saint-")
AFTER = ("", "", "", "", "", "", "", " River", " Hill", " School", " Farm", " al-Kabir", " Nord")
ACCENTS = str.maketrans({"a": "ā", "u": "ū", "i": "ī", "h": "ḩ"})
CYRILLIC = str.maketrans("abdegiklmnoprstuvz", "абдегиклмнопрстувз")
ARABIC = str.maketrans("abdhiklmnrstuwyz", "ابدهيكلمنرستوويز")
COMMON = ("San Antonio", "Santa Maria", "Kafr Sur", "Novoselovka", "Saint-Jean", "Al Hamra")
COUNTRIES = """
US CN IN MX ID RU BR IR IQ SY UA TR EG SD SO NG CD ML NE ET KE YE AF PK MM PH CO PE VE
FR DE IT ES GB PL SE NO FI CA AU DZ MA TN LY SA JO LB IL PS
""".split()  # noqa: SIM905
CLASSES = (
    *((("P", "PPL"),) * 37), *((("P", "PPLX"),) * 2), ("P", "PPLA3"), *((("S", "FRM"),) * 6),
    *((("S", "SCH"),) * 6), *((("S", "HTL"),) * 4), *((("S", "CH"),) * 4), ("S", "AIRF"),
    *((("H", "STM"),) * 11), *((("H", "LK"),) * 4), ("H", "WLL"), *((("T", "HLL"),) * 6),
    *((("T", "MT"),) * 6), *((("A", "ADM4"),) * 2), ("A", "ADM3"), *((("L", "LCTY"),) * 3),
    ("L", "PRK"), ("R", "RD"), ("V", "FRST"), ("U", "RDGU"),
)  # fmt: skip


def _name(pick: random.Random) -> str:
    if pick.random() < 0.02:
        return pick.choice(COMMON)
    word = "".join(pick.choices(SYLLABLES, k=pick.choice((2, 2, 3, 3, 4)))).capitalize()
    return f"{pick.choice(BEFORE)}{word}{pick.choice(AFTER)}"


def _others(name: str, pick: random.Random) -> str:
    chance = pick.random()
    if chance < 0.45:
        return ""
    small = name.lower()
    found = [small.translate(CYRILLIC), small.translate(ARABIC), name.translate(ACCENTS)]
    if chance > 0.8:
        found += [_name(pick), _name(pick)]
    return ",".join(found)


def rows(count: int, seed: int = 5) -> Iterator[str]:
    """Yield the rows, each with its line break."""
    pick = random.Random(seed)
    for n in range(count):
        plain = _name(pick)
        name = plain.translate(ACCENTS) if pick.random() < 0.2 else plain
        letter, code = pick.choice(CLASSES)
        people = int(pick.paretovariate(0.9) * 50) if letter == "P" and pick.random() < 0.1 else 0
        country, first = pick.choice(COUNTRIES), pick.randrange(1, 31)
        second = f"{first:02}{pick.randrange(1, 26):02}" if pick.random() < 0.6 else ""
        at = f"{pick.uniform(-55, 72):.5f}\t{pick.uniform(-180, 180):.5f}"
        yield (
            f"{FIRST_ID + n}\t{name}\t{plain}\t{_others(plain, pick)}\t{at}\t{letter}\t{code}\t"
            f"{country}\t\t{first:02}\t{second}\t\t\t{people}\t\t{pick.randrange(3000)}\t"
            f"Etc/UTC\t20{pick.randrange(6, 26):02}-0{pick.randrange(1, 10)}-15\n"
        )


def write(path: Path, count: int = ROWS) -> None:
    """Write the file."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        waiting: list[str] = []
        for row in rows(count):
            waiting.append(row)
            if len(waiting) == BATCH:
                stream.writelines(waiting)
                waiting.clear()
        stream.writelines(waiting)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROWS)
