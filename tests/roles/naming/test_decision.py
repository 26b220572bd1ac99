"""Which voice has which name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.roles.naming.claims import Claim
from pipeline.roles.naming.decision import called_too, names_of
from pipeline.roles.naming.people import Named, People
from pipeline.roles.naming.wording import load_wording
from tests.support.drawing import dialogue

_Said = tuple[str, str, str]
"""Label, kind of claim, name."""


def claims(*said: _Said) -> list[Claim]:
    return [
        Claim(kind, label, Named(name, titled=False, doubtful=False), "", 0.0) for label, kind, name in said
    ]


def people(*texts: str) -> People:
    return People.of(dialogue(*(("S1", text) for text in texts)), load_wording("en"))


def named(*said: _Said, text: str = "", quoted: tuple[str, ...] = ()) -> dict[str, str]:
    """Who has which name after `said`, in a programme that holds `text`."""
    found = names_of(claims(*said), people(text), quoted)
    return {label: one.name for label, one in found.items()}


def test_nobody_is_named_without_a_claim() -> None:
    assert named() == {}


def test_one_clear_claim_is_enough_for_a_full_name() -> None:
    assert named(("S1", "guest", "Lena Ford")) == {"S1": "Lena Ford"}


def test_a_given_name_alone_is_believed_when_it_is_said_again() -> None:
    assert named(("S1", "floor", "Lena")) == {}
    assert named(("S1", "floor", "Lena"), ("S1", "thanked", "Lena")) == {"S1": "Lena"}


def test_a_given_name_stands_for_the_full_one_that_is_said() -> None:
    assert named(("S1", "floor", "Lena"), text="I met Lena Ford.") == {"S1": "Lena Ford"}


def test_a_given_name_that_two_people_share_stands_for_neither() -> None:
    assert named(("S1", "floor", "Lena"), text="I met Lena Ford. I met Lena Hale.") == {}


def test_a_name_claimed_for_two_voices_is_nobody_s_unless_one_has_much_more_of_it() -> None:
    twice = [("S1", "handed", "Lena Ford"), ("S2", "thanked", "Lena Ford")]
    assert named(*twice) == {}
    assert named(*twice, ("S2", "own", "Lena Ford")) == {"S2": "Lena Ford"}


def test_a_voice_that_is_called_two_names_has_neither() -> None:
    assert named(("S1", "guest", "Lena Ford"), ("S1", "guest", "Ruth Bell")) == {}


def test_a_quoted_voice_does_not_have_the_name_of_the_colleague_whose_report_it_is_heard_in() -> None:
    said = ("S2", "handed", "Lena Ford")
    assert named(said) == {"S2": "Lena Ford"}
    assert named(said, quoted=("S2",)) == {}


def test_the_claim_that_is_worth_most_is_kept_as_the_proof() -> None:
    found = names_of(claims(("S1", "addressed", "Lena Ford"), ("S1", "own", "Lena Ford")), people())
    assert found["S1"].claim.kind == "own"


def test_what_may_be_no_person_s_name_needs_twice_the_proof() -> None:
    doubtful = [Claim("floor", "S1", Named("Cedar Park", titled=False, doubtful=True), "", 0.0)]
    assert names_of(doubtful, people()) == {}
    assert names_of([*doubtful, *doubtful], people()).keys() == {"S1"}


def test_a_voice_without_a_name_that_is_called_as_another_one_is_may_be_the_same_person() -> None:
    said = claims(("S1", "own", "Lena Ford"), ("S2", "addressed", "Lena Ford"))
    assert called_too(said, people(), names_of(said, people())) == {"S2": "Lena Ford"}


def test_a_quoted_voice_after_a_colleague_was_called_is_not_said_to_be_that_colleague() -> None:
    said = claims(("S1", "own", "Lena Ford"), ("S2", "is_called_colleague", "Lena Ford"))
    named_ = names_of(said, people())
    assert called_too(said, people(), named_) == {"S2": "Lena Ford"}
    assert called_too(said, people(), named_, quoted=("S2",)) == {}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["S1", "S2", "S3"]),
            st.sampled_from(["own", "guest", "floor", "handed", "addressed"]),
            st.sampled_from(["Lena", "Lena Ford", "Ford", "Daniel", "Daniel Osei"]),
        ),
        max_size=12,
    )
)
def test_every_name_was_said_of_somebody_and_no_two_voices_share_one(said: list[_Said]) -> None:
    names = named(*said, text="Lena Ford met Daniel Osei.")
    assert set(names.values()) <= {"Lena", "Lena Ford", "Ford", "Daniel", "Daniel Osei"}
    assert set(names) <= {label for label, _, _ in said}
    assert len(set(names.values())) == len(names)
