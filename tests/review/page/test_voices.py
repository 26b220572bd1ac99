"""Whose voice it is, what it is called, and what it does."""

from __future__ import annotations

import pytest

from tests.review.page.conftest import Opens
from tests.review.page.hands import reads, says, shown, until
from tests.review.page.item import item

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("scope", "paragraph", "key", "voices"),
    [("words", 8, "1", ["S2", "S1", "S2"]), ("turn", 15, "n", ["S5"]), ("voice", 9, "1", ["S2"])],
)
def test_another_voice_for_words_turn_or_all(
    from_disk: Opens, scope: str, paragraph: int, key: str, voices: list[str]
) -> None:
    page = from_disk()
    page.evaluate(f"rowAt({paragraph}).words.focus()")
    if scope == "words":
        page.evaluate("selectIn(rowAt(8), 11, 24)")
    page.keyboard.press("v")
    assert page.is_checked("[value=words]") == (scope == "words")
    page.check(f"[value={scope}]")
    page.keyboard.press(key)
    until(page, "stepsMade().length === 1")  # a dialog tells that it was closed a moment later
    after = shown(page)
    said = after["paragraphs"][paragraph : paragraph + len(voices)]
    assert [part["speaker"] for part in said] == voices
    assert ("S3" in [one["label"] for one in after["speakers"]]) == (scope != "voice")
    page.keyboard.press("Control+Z")
    assert shown(page) == item()


def test_a_name_and_a_role_belong_to_the_voice(from_disk: Opens) -> None:
    page = from_disk()
    page.click("#tab-voices")
    page.fill("[aria-label='Name of Peter Lane']", "Petra Lane")
    page.keyboard.press("Enter")
    reads(page, ".who b >> nth=2", "Petra Lane")
    page.select_option("[aria-label='Role of Petra Lane']", "unknown")
    reads(page, ".who .mark >> nth=2", "Role not known")
    says(page, "#voices", "Name and role by you")
    page.select_option("[aria-label='Voice 4 is the same as']", "S3")
    assert [one["label"] for one in shown(page)["speakers"]] == ["S1", "S2", "S3"]
    for _ in range(3):
        page.evaluate("undo()")
    assert shown(page) == item()


def test_a_new_name_is_offered_where_the_old_one_is_spoken(from_disk: Opens) -> None:
    page = from_disk()
    page.click("#tab-voices")
    page.fill("[aria-label='Name of Thomas Baker']", "Tomas Becker")
    page.keyboard.press("Enter")
    says(page, "#quiet", "Write Tomas Becker in 1 other place too?")
    page.click("#quiet button")
    assert "Our correspondent Tomas Becker joins" in shown(page)["paragraphs"][2]["text"]


def test_hear_plays_the_next_sample_on_every_press(from_disk: Opens) -> None:
    page = from_disk()
    page.click("#tab-voices")
    samples = item()["speakers"][1]["samples"]
    for start, _ in samples[:2]:
        page.click("[aria-label='Hear Thomas Baker']")
        assert page.evaluate("media.currentTime") == pytest.approx(start, abs=0.5)
