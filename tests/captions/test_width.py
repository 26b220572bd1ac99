"""How wide text is, and what of it may be shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.tokens import tokens_of
from pipeline.captions.width import clusters, columns
from pipeline.transcript.model import Utterance
from pipeline.transcript.shown import shown


@given(st.text())
def test_clusters_are_the_whole_text(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert [columns(text) for text in ("abc", "東京", "ｱ", "e\u0301", "a\u200db")] == [3, 4, 1, 1, 2]


@given(st.text(st.characters(), max_size=200), st.sampled_from(["en", "ja", "th"]))
def test_no_token_is_wider_than_a_line_and_nothing_is_lost(text: str, language: str) -> None:
    tokens = list(tokens_of(Utterance(0.0, 2.0, "S1", text), language, 20))
    assert all(token.width <= 20 and token.text.strip() == token.text != "" for token in tokens)
    kept = "".join(token.text for token in tokens)
    assert "".join(kept.split()) == "".join("".join(shown(word) for word in text.split()).split())
    assert all(0.0 <= token.start <= token.end <= 2.0 for token in tokens)


@given(st.text())
def test_what_is_shown_is_what_xml_allows_and_one_line(text: str) -> None:
    found = shown(text)
    assert len(found.splitlines()) <= 1
    assert not any(ord(c) < 0x20 or 0xD800 <= ord(c) < 0xE000 or ord(c) & 0xFFFE == 0xFFFE for c in found)
