"""The tables of how languages are written."""

from __future__ import annotations

from pipeline.text.orthography import Orthography, orthography


def test_a_region_has_the_table_of_its_language() -> None:
    assert orthography("en-GB") is orthography("en")
    assert orthography("EN") is orthography("en")


def test_a_language_without_a_table_has_the_defaults() -> None:
    assert orthography("xx") == Orthography()


def test_words_are_lists_and_tables_are_complete() -> None:
    english = orthography("en")
    assert "the" in english.openers
    assert "Dr" in english.titles
    assert english.sums is not None
    assert english.sums.units["US$"] == ("U.S. dollar", "U.S. dollars")
    assert orthography("de").sums is None


def test_openers_and_abbreviations_are_in_small_letters() -> None:
    """One with a capital in the table would never be found."""
    for language in ("en", "de", "fr", "es", "it", "pt", "nl", "tr", "pl", "ru", "el"):
        table = orthography(language)
        assert table.openers
        assert all(word == word.lower() for word in table.openers | table.abbreviations)
