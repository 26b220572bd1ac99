"""What a newsroom knows before it listens: who works there, how names are spelt, how reports end."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.types import Role


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may be heard. `source` says who told us so: `cast` (of this recording) or `profile`."""

    name: str
    role: Role
    source: str


@dataclass(frozen=True, slots=True)
class House:
    """A newsroom's knowledge; nothing where it has told us nothing."""

    station: str | None = None
    people: tuple[Person, ...] = ()
    sign_offs: tuple[str, ...] = ()
    """How its reporters end a report, with {name} where the name stands: `{name}, Example News`."""
    spellings: tuple[str, ...] = ()
    """Names and terms as the house writes them."""
