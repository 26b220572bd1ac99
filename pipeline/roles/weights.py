"""What each cue is worth for each role, in nats: a weight of 0.7 makes a role twice as likely.

`python -m tests.measure.roles` fits these numbers and prints the file. See there for the data and the method.
"""

from __future__ import annotations

from typing import NamedTuple


class Weight(NamedTuple):
    """The worth of one cue for each role."""

    anchor: float
    correspondent: float
    expert: float


BIAS = Weight(-0.96, -0.65, 0.92)
WEIGHTS: dict[str, Weight] = {
    # from the words
    "hands_over": Weight(1.73, -0.31, -1.22),
    "is_handed_to": Weight(-1.00, 1.94, -0.43),
    "presents": Weight(1.19, 0.12, -0.61),
    "signs_off": Weight(0.00, 2.50, -1.00),
    "thanks_by_name": Weight(0.90, -0.03, -0.06),
    "is_thanked": Weight(-0.50, 0.51, 0.29),
    "answers_thanks": Weight(-0.50, 0.50, 0.20),
    "is_guest": Weight(-0.50, -0.50, 2.00),
    "introduces": Weight(-0.19, 0.53, -0.05),
    "is_introduced": Weight(-0.41, 0.15, 0.57),
    "asks": Weight(0.80, 0.48, -0.78),
    "is_asked": Weight(-0.52, -0.32, 0.83),
    "speaks_of_self": Weight(-0.02, -0.43, 0.65),
    "speaks_to_somebody": Weight(0.52, -0.25, -0.07),
    # from the times
    "only_voice": Weight(-0.04, 0.44, -0.10),
    "first_voice": Weight(1.12, -0.28, -0.34),
    "last_voice": Weight(0.34, -0.47, 0.23),
    "narrates_around": Weight(0.45, 0.42, -0.27),
    "is_sandwiched": Weight(-0.49, -0.18, 0.87),
    "speaks_once": Weight(-0.65, 0.09, 0.46),
    "speaks_at_length": Weight(-0.10, 0.11, -0.11),
    "talk_share": Weight(0.35, 0.33, -0.48),
}
MOST_OFTEN = 2
"""A habit proves no more the tenth time than the second."""
SURE_ENOUGH = 0.6
"""Below this probability the role is `unknown`."""
