"""Scores of made-up recordings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.evaluation import Sample, score
from pipeline.evaluation.calibration import CALIBRATION, Bin
from pipeline.evaluation.der import DER
from pipeline.evaluation.error_rate import ErrorRate
from pipeline.evaluation.measure import Measure
from pipeline.evaluation.names import NAMES, NameScores
from pipeline.evaluation.quotes import QUOTES, QuoteScores
from pipeline.evaluation.roles import ROLES
from pipeline.evaluation.scores import MEASURES, overall
from pipeline.evaluation.sentence_starts import STARTS
from pipeline.evaluation.wer import CPWER, WER
from pipeline.transcript.model import Paragraph, Role, Utterance
from tests.support.drawing import dialogue

_ROLES = {"A": Role.ANCHOR, "E": Role.EXPERT}
_SAID = dialogue(("A", "The storks are back again."), ("E", "We will build them poles."), ("A", "Thank you."))


def said(*turns: tuple[str, str], roles: dict[str, Role] | None = None, timed: bool = True) -> Sample:
    """A recording of these turns, half a second a word."""
    return Sample("news", said=dialogue(*turns), roles=_ROLES if roles is None else roles, timed=timed)


_TRUE = Sample("news", said=_SAID, roles=_ROLES)


def test_what_is_the_same_has_no_errors() -> None:
    found = score(_TRUE, _TRUE)
    assert (found[WER], found[CPWER]) == (ErrorRate(0, 12), ErrorRate(0, 12))
    der = found[DER]
    assert der is not None
    assert der.errors == 0
    roles = found[ROLES]
    assert roles is not None
    assert roles.by_time.errors == 0
    assert roles.by_time.total == pytest.approx(6.0)
    assert found[QUOTES] == QuoteScores(ErrorRate(0, 1), ErrorRate(0, 1), ErrorRate(0, 5), ErrorRate(0, 5))


def test_case_marks_and_number_styles_are_no_word_errors() -> None:
    one, other = (
        Sample("n", words="It costs $25, Mister Hall!"),
        Sample("n", words="IT COSTS $25 MR HALL"),
    )
    assert score(one, other)[WER] == ErrorRate(0, 5)


@pytest.mark.parametrize(
    ("one", "other", "language", "total"),
    [
        ("We don't know the people's vote.", "We don’t know the people’s vote.", "en", 8),
        ("The U.S. said so at 6.30 p.m.", "The US said so at 6:30 pm.", "en", 8),
        ("L'école de l'été", "L’école de l’été", "fr", 5),
        ("今天天气很好", "今天 天气 很好", "zh", 6),
        ("วันนี้ฝนตก", "วันนี้ ฝนตก", "th", 7),
    ],
)
def test_forms_of_writing_are_no_word_errors(one: str, other: str, language: str, total: int) -> None:
    reference, heard = (Sample("n", words=text, language=language) for text in (one, other))
    assert score(reference, heard)[WER] == ErrorRate(0, total)


def test_where_no_spaces_part_words_characters_are_counted() -> None:
    reference, heard = (Sample("n", words=text, language="zh") for text in ("今天天气很好", "今天天气不好"))
    assert score(reference, heard)[WER] == ErrorRate(1, 6)


def test_words_of_the_wrong_voice_count_for_speakers_and_not_for_words() -> None:
    mixed = said(("A", "The storks are back again. We will"), ("E", "build them poles."), ("A", "Thank you."))
    found = score(_TRUE, mixed)
    assert found[WER] == ErrorRate(0, 12)
    assert found[CPWER] == ErrorRate(4, 12)


def test_other_labels_for_the_same_voices_are_no_error() -> None:
    renamed = said(("S1", _SAID[0].text), ("S2", _SAID[1].text), ("S1", _SAID[2].text), roles={})
    found = score(_TRUE, renamed)
    assert found[CPWER] == ErrorRate(0, 12)
    der = found[DER]
    assert der is not None
    assert der.errors == 0
    assert found[ROLES] is None


def test_a_wrong_role_counts_with_its_seconds() -> None:
    wrong = Sample("news", said=_SAID, roles={"A": Role.ANCHOR, "E": Role.UNKNOWN})
    found = score(_TRUE, wrong)[ROLES]
    assert found is not None
    assert dict(found.seconds) == {("anchor", "anchor"): 3.5, ("expert", "unknown"): 2.5}
    assert found.by_time == ErrorRate(2.5, 6.0)


def test_seconds_in_which_nobody_was_heard_are_nobody_s() -> None:
    missing = Sample("news", said=_SAID[:1], roles=_ROLES)
    found = score(_TRUE, missing)[ROLES]
    assert found is not None
    assert found.seconds["expert", "nobody"] == 2.5


def test_without_times_roles_are_compared_by_words() -> None:
    true = Sample("news", said=_SAID, roles=_ROLES, timed=False)
    wrong = Sample("news", said=_SAID, roles={"A": Role.CORRESPONDENT, "E": Role.EXPERT})
    found = score(true, wrong)
    assert found[DER] is None
    roles = found[ROLES]
    assert roles is not None
    assert roles.by_words == ErrorRate(7, 12)


def test_a_role_the_reference_does_not_know_is_not_scored() -> None:
    true = Sample("news", said=_SAID, roles={"A": Role.ANCHOR, "E": Role.UNKNOWN})
    found = score(true, _TRUE)[ROLES]
    assert found is not None
    assert found.by_time.total == 3.5


def test_a_quote_of_narration_is_one_too_many_and_its_words_are_foreign() -> None:
    wrong = Sample("news", said=_SAID, roles={"A": Role.EXPERT, "E": Role.EXPERT})
    assert score(_TRUE, wrong)[QUOTES] == QuoteScores(
        false_quotes=ErrorRate(2, 3),
        missed_quotes=ErrorRate(0, 1),
        foreign=ErrorRate(7, 12),
        unquoted=ErrorRate(0, 5),
    )


def test_a_quote_that_was_not_set_as_one_is_missing() -> None:
    wrong = Sample("news", said=_SAID, roles={"A": Role.ANCHOR, "E": Role.CORRESPONDENT})
    assert score(_TRUE, wrong)[QUOTES] == QuoteScores(
        false_quotes=ErrorRate(0, 0),
        missed_quotes=ErrorRate(1, 1),
        foreign=ErrorRate(0, 0),
        unquoted=ErrorRate(5, 5),
    )


def test_confidence_is_compared_with_how_much_is_right() -> None:
    heard = Sample(
        "news", said=_SAID, roles={"A": Role.ANCHOR, "E": Role.CORRESPONDENT}, confidence={"A": 0.9, "E": 0.5}
    )
    found = score(_TRUE, heard)[CALIBRATION]
    assert found is not None
    assert dict(found.bins) == {9: Bin(3.5, 3.15, 3.5), 5: Bin(2.5, 1.25, 0.0)}
    assert found.error == pytest.approx((0.35 + 1.25) / 6.0)
    both = found + found
    assert both.error == pytest.approx(found.error)
    assert both.bins[5].plain() == {"confidence": 0.5, "right": 0.0, "amount": 5.0}


def test_a_role_without_confidence_and_one_that_is_unknown_say_nothing_of_calibration() -> None:
    sure = Sample("news", said=_SAID, roles={"A": Role.ANCHOR, "E": Role.UNKNOWN}, confidence={"E": 0.4})
    found = score(_TRUE, sure)[CALIBRATION]
    assert found is not None
    assert (found.bins, found.cells(), found.plain()) == ({}, ("-",), None)


def test_sentence_starts_are_compared_where_words_have_times() -> None:
    true = Sample("news", starts=(("The", 1.0), ("storks", 1.5), ("Thank", 3.0), ("you", 3.5)))
    heard = Sample(
        "news",
        starts=(("The", 1.1), ("storks", 1.5), ("Thank", 2.7), ("you", 3.5)),
        paragraphs=(Paragraph(1.1, 2.0, "A", "The storks."), Paragraph(2.7, 4.0, "A", "Thank you.")),
    )
    found = score(true, heard)[STARTS]
    assert found is not None
    assert found.seconds == pytest.approx((0.1, -0.3))
    assert found.median_and_high == pytest.approx((0.2, 0.3))


def test_what_neither_side_knows_is_no_score() -> None:
    found = score(Sample("news"), _TRUE)
    assert (found[WER], found[CPWER], found[DER]) == (None, None, None)
    assert (found[ROLES], found[QUOTES], found[STARTS]) == (None, None, None)


def test_overall_adds_errors_and_totals_and_leaves_out_what_is_not_known() -> None:
    half = score(Sample("n", words="it rains"), Sample("n", words="it pours"))
    total = overall([half, score(_TRUE, _TRUE)], "overall")
    assert total[WER] == ErrorRate(1, 14)
    assert overall([half], "overall")[ROLES] is None


def test_a_reference_without_words_counts_inserted_ones_and_has_no_rate() -> None:
    found = score(Sample("n", words=""), Sample("n", words="it rains"))[WER]
    assert found == ErrorRate(2, 0)
    assert str(found) == "-"


def test_two_hundred_voices_are_compared() -> None:
    many = Sample("n", said=dialogue(*((f"S{n}", "Yes.") for n in range(200))))
    assert score(many, many)[CPWER] == ErrorRate(0, 200)


def test_turns_without_length_are_no_reason_to_fail() -> None:
    still = Sample("n", said=(Utterance(1.0, 1.0, "A", "Oh."),), roles=_ROLES)
    assert score(still, still)[DER] == ErrorRate(0, 0)


def _length(reference: Sample, hypothesis: Sample, _: float) -> ErrorRate | None:
    if reference.text is None or hypothesis.text is None:
        return None
    return ErrorRate(abs(len(hypothesis.text) - len(reference.text)), len(reference.text))


def test_a_new_measure_is_one_file_and_one_line_of_the_table() -> None:
    length = Measure("length", ("letters",), "letters: too many or too few", _length)
    table = (*MEASURES, length)
    scores = [
        score(Sample("n", words=words), Sample("n", words="rain"), measures=table) for words in ("rains", "r")
    ]
    total = overall(scores, "overall")
    assert total[length] == ErrorRate(4, 6)
    assert total.plain()["length"] == {"rate": 0.6667, "errors": 4, "total": 6}


def test_every_measure_has_a_cell_for_each_of_its_columns() -> None:
    found = score(_TRUE, _TRUE)
    for measure in MEASURES:
        value = found[measure]
        assert value is None or len(value.cells()) == len(measure.columns)


_NAMES = {"A": "Clara Hughes", "E": "Daniel Osei"}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (_NAMES, NameScores(ErrorRate(0, 2), ErrorRate(0, 2))),
        ({"A": "Clara Hughes"}, NameScores(ErrorRate(0, 1), ErrorRate(1, 2))),
        ({"A": "Clara", "E": "OSEI, Daniel"}, NameScores(ErrorRate(0, 2), ErrorRate(0, 2))),
        ({"A": "Daniel Osei"}, NameScores(ErrorRate(1, 1), ErrorRate(2, 2))),
        ({}, NameScores(ErrorRate(0, 0), ErrorRate(2, 2))),
    ],
)
def test_names_are_compared_where_both_sides_have_one_and_missing_ones_are_counted(
    names: dict[str, str], expected: NameScores
) -> None:
    true = Sample("news", said=_SAID, roles=_ROLES, names=_NAMES)
    heard = Sample("news", said=_SAID, roles=_ROLES, names=names)
    assert score(true, heard)[NAMES] == expected


def test_names_go_by_what_voices_say_and_not_by_their_labels() -> None:
    true = Sample("news", said=_SAID, names=_NAMES)
    others = tuple(replace(one, speaker={"A": "S1", "E": "A"}[one.speaker or ""]) for one in _SAID)
    heard = Sample("news", said=others, names={"S1": "Clara Hughes", "A": "Daniel Osei"})
    assert score(true, heard)[NAMES] == NameScores(ErrorRate(0, 2), ErrorRate(0, 2))


def test_without_names_in_the_reference_nothing_is_said_of_names() -> None:
    assert score(_TRUE, Sample("news", said=_SAID, names=_NAMES))[NAMES] is None
