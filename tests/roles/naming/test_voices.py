"""Names of a whole programme, with what the newsroom knows, and where they were said."""

from __future__ import annotations

from pipeline.roles import assign_roles
from pipeline.roles.naming.voices import IS_CALLED
from tests.support.drawing import dialogue

_SAID = dialogue(
    ("S1", "Good evening, I'm Clara Hughes with the news. Lena Ford reports from the valley."),
    ("S2", "I heard the water come, and I ran. I lost everything I had."),
    ("S3", "The dam broke at night, officials say. The police told us that nobody was hurt. Lena Ford, CNN."),
    ("S1", "Lena Ford, thank you. Good night."),
)


def test_a_passer_by_does_not_get_the_name_of_the_reporter_who_was_announced() -> None:
    names = {one.label: one.name for one in assign_roles(_SAID, "en")}
    assert names == {"S1": "Clara Hughes", "S2": None, "S3": "Lena Ford"}


def test_every_name_comes_with_the_words_that_say_it_and_their_time() -> None:
    for speaker in assign_roles(_SAID, "en"):
        proof = [one for one in speaker.evidence if one.cue == IS_CALLED]
        assert len(proof) == (speaker.name is not None)
        assert all(speaker.name in one.quote for one in proof if speaker.name)
