"""Roles, names and paragraphs again, from the words alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections.relabel import complete, relabel
from pipeline.transcript.model import Evidence, Paragraph, Role, Speaker, Transcript
from pipeline.transcript.provenance import Engine, Provenance
from tests.support.drawing import dialogue

_FERRY = Transcript(
    language="en",
    utterances=dialogue(
        ("S1", "Good evening. The ferry strike enters its second week. Lena Ford has more from the harbour."),
        ("S2", "The ships lie still, and nobody here expects a quick end to it before the summer begins."),
        ("S3", "We want an answer. I think they owe us one."),
        ("S2", "The owners say they will meet the crews again in the course of the week."),
        ("S1", "Thank you, Lena. In other news, the museum shows its new hall tomorrow."),
    ),
)


def roles(transcript: Transcript) -> dict[str, Role]:
    """The role of every label."""
    return {speaker.label: speaker.role for speaker in transcript.speakers}


def names(transcript: Transcript) -> dict[str, str | None]:
    """The name of every label."""
    return {speaker.label: speaker.name for speaker in transcript.speakers}


def test_roles_names_and_paragraphs_come_from_the_words() -> None:
    result = relabel(_FERRY)
    assert roles(result) == {"S1": Role.ANCHOR, "S2": Role.CORRESPONDENT, "S3": Role.EXPERT}
    assert names(result) == {"S1": None, "S2": "Lena Ford", "S3": None}
    assert [part.text for part in result.paragraphs if part.quoted] == [
        "We want an answer. I think they owe us one."
    ]


def test_everything_else_in_the_file_stays() -> None:
    full = replace(_FERRY, title="Ferry strike", published="2025-05-02", extra={"desk": "harbour"})
    result = relabel(full)
    assert replace(result, speakers=(), paragraphs=()) == full


def test_a_role_and_a_name_that_a_person_gave_are_kept() -> None:
    given_by_hand = Speaker("S2", Role.EXPERT, "Lena Ford-Hall", extra={"desk": "harbour"})
    result = relabel(replace(_FERRY, speakers=(given_by_hand,)))
    assert roles(result)["S2"] is Role.EXPERT
    assert names(result)["S2"] == "Lena Ford-Hall"
    assert next(s for s in result.speakers if s.label == "S2").extra == {"desk": "harbour"}
    assert roles(result)["S1"] is Role.ANCHOR


def test_paragraphs_follow_the_roles_given() -> None:
    result = relabel(replace(_FERRY, speakers=(Speaker("S3", Role.CORRESPONDENT),)))
    assert not any(part.quoted for part in result.paragraphs)


def test_a_name_given_without_a_role_is_kept_and_the_role_filled_in() -> None:
    result = relabel(replace(_FERRY, speakers=(Speaker("S1", name="Maria Keller"),)))
    assert (roles(result)["S1"], names(result)["S1"]) == (Role.ANCHOR, "Maria Keller")


def test_without_reassign_a_role_decided_before_stands() -> None:
    decided = Speaker("S1", Role.EXPERT, evidence=(Evidence("speaks_once", 0.5),))
    assert roles(relabel(replace(_FERRY, speakers=(decided,))))["S1"] is Role.EXPERT


def test_reassign_decides_again_what_was_decided_before_but_not_what_a_person_gave() -> None:
    decided = Speaker("S1", Role.EXPERT, "Bob Wrong", evidence=(Evidence("speaks_once", 0.5),))
    given_by_hand = Speaker("S2", Role.EXPERT, "Lena Ford-Hall")
    result = relabel(replace(_FERRY, speakers=(decided, given_by_hand)), reassign=True)
    assert (roles(result)["S1"], names(result)["S1"]) == (Role.ANCHOR, None)
    assert (roles(result)["S2"], names(result)["S2"]) == (Role.EXPERT, "Lena Ford-Hall")


def test_old_paragraphs_are_written_again() -> None:
    stale = Paragraph(0.0, 1.0, "S1", "Nobody said this.")
    assert relabel(replace(_FERRY, paragraphs=(stale,))).paragraphs == relabel(_FERRY).paragraphs


def test_a_transcript_with_paragraphs_is_complete_as_it_is() -> None:
    finished = replace(_FERRY, paragraphs=(Paragraph(0.0, 1.0, "S1", "As a person wrote it"),))
    assert complete(finished) is finished


def test_a_transcript_without_paragraphs_gets_all_that_follows_from_its_words() -> None:
    assert complete(_FERRY) == relabel(_FERRY)


def test_a_transcript_without_utterances_stays_empty() -> None:
    assert relabel(Transcript(language="en", utterances=())).paragraphs == ()


_LINES = st.lists(
    st.tuples(
        st.sampled_from(["S1", "S2", "S3", None]),
        st.sampled_from(
            [
                "Good evening, I'm Maria Keller and this is the news.",
                "Our correspondent Daniel Osei joins us in the studio.",
                "Daniel, why is that?",
                "I think it is too late for us, you know.",
                "A farmer says they are welcome here.",
                "Daniel, thank you for that report.",
                "Maria, many thanks.",
            ]
        ),
    ),
    max_size=12,
)


@given(_LINES, st.booleans())
def test_doing_it_again_changes_nothing(lines: list[tuple[str | None, str]], reassign: bool) -> None:
    once = relabel(Transcript(language="en", utterances=dialogue(*lines)))
    assert relabel(once, reassign=reassign) == once


_MERGED = replace(
    _FERRY,
    utterances=tuple(replace(u, speaker="S1") if u.speaker == "S2" else u for u in _FERRY.utterances),
)
_HEARD = Provenance("1", "2025-05-02T20:00:00+00:00", diarizer=Engine("diarizer"))


def test_people_whom_a_diarizer_took_for_one_are_taken_apart_and_it_is_said() -> None:
    result = relabel(replace(_MERGED, provenance=_HEARD))
    assert roles(result) == {"S1": Role.ANCHOR, "S2": Role.CORRESPONDENT, "S3": Role.EXPERT}
    assert names(result)["S2"] == "Lena Ford"
    assert result.provenance is not None
    (note,) = result.provenance.notes
    assert note.endswith("two people under one label. The second is now S2.")
    assert relabel(result, reassign=True) == result


def test_labels_that_no_diarizer_gave_and_roles_that_a_person_gave_are_not_taken_apart() -> None:
    assert set(roles(relabel(_MERGED))) == {"S1", "S3"}
    settled = relabel(
        replace(
            _MERGED,
            speakers=(Speaker("S1", Role.ANCHOR),),
            provenance=_HEARD,
        )
    )
    assert set(roles(settled)) == {"S1", "S3"}
