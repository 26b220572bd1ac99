"""What each cue was thought to be worth before any data: the centre from which the fit may move."""

from pipeline.roles.weights import Weight

BIAS = Weight(-1.0, 0.0, 0.3)
PRIOR: dict[str, Weight] = {
    # from the words
    "hands_over": Weight(1.5, -0.3, -1.0),
    "is_handed_to": Weight(-1.0, 2.0, -0.5),
    "presents": Weight(1.2, 0.0, -0.5),
    "signs_off": Weight(0.0, 2.5, -1.0),
    "thanks_by_name": Weight(0.8, 0.0, 0.0),
    "is_thanked": Weight(-0.5, 0.5, 0.3),
    "answers_thanks": Weight(-0.5, 0.5, 0.2),
    "is_guest": Weight(-0.5, -0.5, 2.0),
    "introduces": Weight(0.1, 0.5, -0.3),
    "is_introduced": Weight(-0.3, -0.2, 0.8),
    "asks": Weight(0.7, 0.3, -0.5),
    "is_asked": Weight(-0.3, 0.0, 0.3),
    "speaks_of_self": Weight(0.0, -0.4, 0.6),
    "speaks_to_somebody": Weight(0.4, -0.2, 0.0),
    # from the times
    "only_voice": Weight(0.0, 0.3, 0.0),
    "first_voice": Weight(0.6, 0.2, -0.3),
    "last_voice": Weight(0.2, 0.2, -0.3),
    "narrates_around": Weight(0.2, 0.6, -0.2),
    "is_sandwiched": Weight(-0.2, -0.1, 0.5),
    "speaks_once": Weight(-0.5, 0.0, 0.4),
    "speaks_at_length": Weight(-0.3, 0.2, 0.0),
    "talk_share": Weight(0.0, 0.5, -0.3),
}
