"""What cues and links were thought to be worth before any data: the centre from which the fit may move."""

from __future__ import annotations

CUES: dict[str, tuple[float, float, float]] = {
    # from the words
    "hands_over": (1.5, -0.3, -1.0),
    "is_handed_to": (-1.0, 2.0, -0.5),
    "presents": (1.2, 0.0, -0.5),
    "signs_off_as_house": (0.0, 5.0, -3.0),
    "signs_off": (0.0, 2.5, -1.0),
    "gives_own_name": (0.7, 0.9, -1.6),
    "reports_from": (0.0, 0.6, -0.3),
    "thanks_by_name": (0.8, 0.0, 0.0),
    "is_thanked": (-0.5, 0.5, 0.3),
    "answers_thanks": (-0.5, 0.5, 0.2),
    "is_guest": (-0.5, -0.5, 2.0),
    "is_welcomed": (-0.5, -0.3, 1.0),
    "introduces": (0.1, 0.5, -0.3),
    "is_introduced": (-0.3, -0.2, 0.8),
    "asks": (0.7, 0.3, -0.5),
    "is_asked": (-0.3, 0.0, 0.3),
    "is_asked_with_title": (-0.5, -0.5, 1.0),
    "answers_by_name": (0.0, 0.6, 0.1),
    "was_report": (-0.5, 1.5, -0.3),
    "is_named": (-0.5, 0.4, 0.1),
    "is_named_with_title": (-0.5, -0.3, 0.8),
    "is_brought_in_as_colleague": (-0.5, 1.5, -1.0),
    "is_called_by_name": (0.0, 0.0, 0.0),
    "is_called_colleague": (-0.3, 1.0, -0.7),
    # from the manner
    "speaks_of_self": (0.0, -0.3, 0.4),
    "speaks_of_us": (0.0, -0.2, 0.3),
    "speaks_to_somebody": (0.3, -0.2, 0.0),
    "speaks_of_others": (0.0, 0.2, -0.1),
    "demands": (-0.1, -0.2, 0.3),
    "hesitates": (-0.2, -0.2, 0.4),
    "restarts": (-0.1, -0.1, 0.2),
    "chats": (0.0, -0.2, 0.2),
    "reports": (0.0, 0.4, -0.3),
    "names_sources": (0.0, 0.4, -0.2),
    "dates": (0.2, 0.2, -0.3),
    # from the times
    "only_voice": (0.0, 0.3, 0.0),
    "first_voice": (0.6, 0.2, -0.3),
    "last_voice": (0.2, 0.2, -0.3),
    "narrates_around": (0.2, 0.6, -0.2),
    "is_sandwiched": (-0.2, -0.1, 0.5),
    "speaks_once": (-0.5, 0.0, 0.4),
    "turn_length": (-0.3, 0.2, 0.0),
    "talk_share": (0.0, 0.5, -0.3),
    "spread": (0.3, 0.3, -0.3),
    "turns": (0.2, 0.2, 0.0),
}
BIAS = (-1.0, 0.0, 0.3)

LINKS: dict[str, tuple[tuple[float, float, float], ...]] = {
    # the roles of the voice that does it down, of the other across: anchor, correspondent, expert
    "speaks_before": ((-0.2, 0.1, 0.0), (0.1, -0.3, 0.1), (0.0, 0.1, 0.0)),
    "speaks_around": ((-0.3, 0.0, 0.3), (0.0, -0.5, 0.5), (0.2, 0.0, -0.3)),
    "hands_over_to": ((0.0, 1.0, 0.2), (-0.2, 0.0, -0.2), (-0.5, -0.3, -0.5)),
    "welcomes": ((0.0, 0.0, 0.8), (-0.2, -0.2, 0.5), (-0.3, -0.3, -0.5)),
    "asks": ((-0.2, 0.4, 0.4), (-0.2, -0.3, 0.4), (-0.2, -0.2, -0.2)),
    "introduces": ((-0.2, 0.1, 0.5), (-0.2, -0.2, 0.6), (-0.2, -0.2, -0.2)),
    "names": ((-0.1, 0.3, 0.3), (0.0, 0.0, 0.3), (-0.3, -0.2, -0.3)),
    "thanks": ((0.0, 0.4, 0.3), (0.4, 0.0, 0.1), (0.3, 0.2, -0.2)),
}
NUMBERS_OF_ANCHORS = (0.0, 0.5, -0.7, -1.5)
NUMBERS_OF_CORRESPONDENTS = (-0.3, 0.4, 0.0, -0.3)
