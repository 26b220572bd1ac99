"""Nobody is quoted who is heard in commercial breaks only."""

from __future__ import annotations

from pipeline.roles.assign import assign_roles
from pipeline.roles.breaks import heard_in_breaks
from pipeline.transcript.model import Role
from pipeline.transcript.span import Span
from tests.support.drawing import dialogue


def lines(order: str) -> list[tuple[str | None, str]]:
    return [(f"{label}", "We go on with this until the end of the day.") for label in order]


def breaks(order: str, sells: str, journalists: str) -> str:
    return "".join(sorted(heard_in_breaks(dialogue(*lines(order)), set(sells), set(journalists))))


def test_a_break_lasts_from_an_advert_to_the_next_journalist() -> None:
    assert breaks("ACxYZA", sells="x", journalists="A") == "YZx"
    assert breaks("ACxYAC", sells="x", journalists="A") == "Yx"
    assert breaks("AxYAY", sells="x", journalists="A") == "x"
    assert breaks("ABAC", sells="", journalists="A") == ""


def test_an_advert_without_utterances_begins_a_break_too() -> None:
    said = dialogue(*lines("ABCA"))
    found = heard_in_breaks(said, set(), {"A"}, [Span(said[1].end, said[1].end)])
    assert found == {"C"}


def test_what_is_acted_between_adverts_is_not_surely_a_quote() -> None:
    advert = "Call now and visit us online. Call now for a free quote, offer ends soon, terms apply."
    said = dialogue(
        ("S1", "Good evening, I'm Clara Hughes. The harbour bridge opens on Monday. Lena Ford reports."),
        (
            "S2",
            "Drivers have waited for two years. The union says it is not enough. Lena Ford, Example News.",
        ),
        ("S3", "We want an answer. I think they owe us one, and I told them so."),
        ("S1", "Thank you, Lena. We will be right back."),
        ("S4", advert),
        ("S5", "I think they owe us one. I was so happy that I told my wife, we want it."),
        ("S4", advert),
        ("S1", "Welcome back. In other news, the museum shows its new hall tomorrow. Good night."),
    )
    speakers = {one.label: one for one in assign_roles(said, "en")}
    assert (speakers["S4"].role, speakers["S5"].unsure) == (Role.UNKNOWN, True)
    alone = {one.label: one for one in assign_roles([one for one in said if one.speaker != "S4"], "en")}
    assert alone["S3"] == speakers["S3"]
