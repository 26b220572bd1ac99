"""How much each cue counts, in nats: a weight of 0.7 makes a role twice as likely.

Set by hand from what the phrases mean; `fewest` bounds how often one kind may be counted for one voice.
"""

from __future__ import annotations

WEIGHTS: dict[str, float] = {
    # from the words
    "hands_over": 1.5,
    "is_handed_to": 2.5,
    "presents": 1.0,
    "signs_off": 2.5,
    "thanks_by_name": 0.8,
    "is_thanked": 0.3,
    "answers_thanks": 0.5,
    "is_guest": 2.0,
    "is_introduced": 1.2,
    "introduces": 0.7,
    "asks": 0.7,
    "answers_by_name": 1.0,
    "speaks_freely": 0.5,
    # from the times
    "first_voice": 0.6,
    "narrates_around": 1.2,
    "is_sandwiched": 1.6,
    "speaks_once": 0.5,
}
MOST_OFTEN = 2
"""A habit proves no more the tenth time than the second."""
SURE_ENOUGH = 0.6
"""Below this probability the role is `unknown`."""
