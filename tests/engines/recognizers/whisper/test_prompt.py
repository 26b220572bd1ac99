"""House spellings as a prompt."""

from __future__ import annotations

from pipeline.engines.recognizers.whisper.prompt import cut_note, glossary_prompt
from tests.support.whisper_model import Letters


def prompt(glossary: tuple[str, ...], room: int) -> tuple[str, tuple[str, ...]]:
    """The prompt's text and what was left out of it."""
    made = glossary_prompt(glossary, Letters(), room)
    return "".join(map(chr, made.tokens)), made.left_out


def test_all_spellings_go_in_where_there_is_room() -> None:
    assert prompt(("Osei", "Kyiv"), 100) == (" Osei, Kyiv.", ())


def test_what_does_not_fit_is_left_out_from_the_end() -> None:
    assert prompt(("Osei", "Kyiv", "Łódź"), 13) == (" Osei, Kyiv.", ("Łódź",))


def test_a_first_spelling_too_long_leaves_no_prompt() -> None:
    assert prompt(("Osei", "Kyiv"), 3) == ("", ("Osei", "Kyiv"))


def test_no_glossary_makes_no_prompt() -> None:
    assert prompt((), 100) == ("", ())


def test_the_note_says_how_many_were_used_and_where_it_stopped() -> None:
    glossary = ("Osei", "Kyiv", "Łódź")
    note = cut_note(glossary_prompt(glossary, Letters(), 13), glossary)
    assert "first 2 of 3" in note
    assert "Łódź" in note
