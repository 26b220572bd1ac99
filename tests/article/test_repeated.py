"""What runs in several programmes is proposed to be left out, unless somebody of the programme says it."""

from __future__ import annotations

from pipeline.article.repeated import repeated_stretches
from pipeline.transcript.model import Role, Speaker, Transcript
from tests.support.drawing import dialogue

PROMO = (
    "Tonight at eleven on Channel Nine a healthy life that got out of hand and how friends found her again."
)
NEWS = "Good evening, this is the news at six with Clara Hughes and all that matters in the city tonight."


def edition(*lines: tuple[str, str]) -> Transcript:
    roles = {"S1": Role.ANCHOR, "S2": Role.EXPERT}
    labels = dict.fromkeys(label for label, _ in lines)
    speakers = tuple(Speaker(label, roles.get(label, Role.UNKNOWN)) for label in labels)
    return Transcript(language="en", utterances=dialogue(*lines), speakers=speakers)


def told(*editions: Transcript) -> list[tuple[str, int]]:
    return [(one.text, one.programmes) for one in repeated_stretches(editions)]


def test_what_runs_in_several_editions_is_told_once_with_their_number() -> None:
    misheard = PROMO.replace("healthy life", "wealthy wife")
    editions = [
        edition(("S1", NEWS), ("S3", f"{PROMO} The ferries lie still.")),
        edition(("S1", NEWS), ("S4", misheard)),
        edition(
            ("S1", NEWS), ("S3", "The wall is to be built again before the winter storms begin this year.")
        ),
        edition(("S3", PROMO), ("S1", NEWS)),
    ]
    assert told(*editions) == [(PROMO, 3)]


def test_what_somebody_of_the_programme_says_or_runs_once_is_not_told() -> None:
    assert told(edition(("S1", NEWS)), edition(("S1", NEWS))) == []
    assert told(edition(("S1", NEWS), ("S3", PROMO)), edition(("S1", NEWS))) == []
    assert (
        told(
            edition(("S3", "Thank you very much indeed for having me.")),
            edition(("S3", "Thank you very much indeed for having me.")),
        )
        == []
    )
    assert told() == []


def test_several_are_told_the_most_frequent_first() -> None:
    other = "Nobody sleeps better than on Acme, so call now and ask for a free sample of all our beds."
    editions = [edition(("S1", NEWS), ("S3", PROMO), ("S1", NEWS), ("S4", other)) for _ in range(2)]
    assert [number for _, number in told(*editions, edition(("S5", other)))] == [3, 2]
