"""Names for measuring: foreign ones that no reference text has, and mishearings of any."""

from __future__ import annotations

import random
import re
from itertools import product

_GIVEN_WRITTEN = (
    "Aleksandr Anneliese Arvid Ayşe Bartłomiej Beatriz Bogdan Chiamaka Dimitrios Eszter Farid Gáspár "
    "Giulia Hiroshi Ingrid Ismail Joaquín Jürgen Kwabena Leyla Linh Mehmet Mei Min-jun Mpho Nkechi Olena "
    "Paweł Rajesh Seo-yeon Siobhán Tadeusz Thandiwe Usman Vytautas Wei Xiomara Yevgeny Zdeněk Zhanna"
)
_GIVEN = tuple(_GIVEN_WRITTEN.split())
_FAMILY_WRITTEN = (
    "Abdulrahman Achterberg Adebayo Bajwa Bhattacharya Brzezinski Castellanos Chakrabarti Demirtaş "
    "Dlamini Eriksson Fernandes Grzelak Hashimoto Hrushevsky Ibarra Jovanović Kallas Karimov Kowalczyk "
    "Kyriakou Lindqvist Lukashenko Mbeki Moreau Nakamura Nguyen Oduya Orbán Papadakis Petrosyan Quispe "
    "Rahimi Saarinen Schreiber Shevchenko Szczęsny Tanaka Tshabalala Uribe Vermeulen Wójcik Yılmaz Zhang "
    "Chen Li Park Kim Wang Sato"
)
_FAMILY = tuple(_FAMILY_WRITTEN.split())


def foreign_names() -> tuple[str, ...]:
    """200 names of many languages, always the same."""
    pairs = [f"{given} {family}" for given, family in product(_GIVEN, _FAMILY)]
    return tuple(random.Random(0).sample(pairs, 200))


_SWAPS = (
    ("dd", "d"), ("tt", "t"), ("ll", "l"), ("nn", "n"), ("ss", "s"), ("rr", "r"), ("ph", "f"), ("ck", "k"),
    ("ie", "y"), ("ei", "ie"), ("ee", "ea"), ("ew", "ue"), ("ou", "u"), ("ay", "ai"), ("ey", "y"), ("c", "k"),
    ("z", "s"), ("d", "t"), ("b", "p"), ("v", "f"), ("y", "i"), ("i", "e"), ("a", "e"), ("o", "u"),
    ("l", "ll"), ("n", "nn"), ("t", "tt"), ("s", "z"), ("h", ""), ("e", ""),
)  # fmt: skip
"""What a recognizer confuses that has never read a name."""


def misheard(name: str, chance: random.Random) -> str:
    """The name with one or two sounds of its last part spelt otherwise."""
    *given, family = name.split()
    for _ in range(chance.choice((1, 1, 2))):
        at = [(a, b, m.start()) for a, b in _SWAPS for m in re.finditer(a, family[1:])]
        if at:
            old, new, place = chance.choice(at)
            family = family[: place + 1] + new + family[place + 1 + len(old) :]
    return " ".join((*given, family))
