"""The access token: found where the hub's own programs keep it, and never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.models.token import Token


def test_without_a_token_the_places_that_were_looked_at_are_named(tmp_path: Path) -> None:
    token = Token.find()
    assert token.value == ""
    assert f"HF_TOKEN, HUGGING_FACE_HUB_TOKEN and {tmp_path / 'hub-home' / 'token'}" in token.advice


def test_the_first_place_that_has_one_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "hub-home").mkdir()
    (tmp_path / "hub-home" / "token").write_text("kept\n")
    assert Token.find() == Token("kept", str(tmp_path / "hub-home" / "token"))
    monkeypatch.setenv("HUGGING_FACE_HUB_TOKEN", "older")
    assert Token.find() == Token("older", "HUGGING_FACE_HUB_TOKEN")
    monkeypatch.setenv("HF_TOKEN", "newer")
    assert Token.find() == Token("newer", "HF_TOKEN")


def test_the_token_is_named_by_its_place_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    token = Token.find()
    assert "from HF_TOKEN" in token.advice
    assert "hf_secret" not in token.advice + repr(token) + str(token)


@pytest.mark.parametrize("text", ["", "  \n", "two words", "ünïcode"])
def test_what_cannot_be_a_token_is_none(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("HF_TOKEN", text)
    assert Token.find().value == ""
