"""The access token: found where the hub's own programs keep it, and never shown."""

from __future__ import annotations

import time
from pathlib import Path

import huggingface_hub
import pytest

from pipeline.models.fetching.token import Token


def test_without_a_token_the_places_that_were_looked_at_are_named(tmp_path: Path) -> None:
    token = Token.find(5.0)
    assert token.value == ""
    assert f"HF_TOKEN, HUGGING_FACE_HUB_TOKEN and {tmp_path / 'hub-home' / 'token'}" in token.advice


def test_the_first_place_that_has_one_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "hub-home").mkdir()
    (tmp_path / "hub-home" / "token").write_text("kept\n")
    assert Token.find(5.0) == Token("kept", str(tmp_path / "hub-home" / "token"))
    monkeypatch.setenv("HUGGING_FACE_HUB_TOKEN", "older")
    assert Token.find(5.0) == Token("older", "HUGGING_FACE_HUB_TOKEN")
    monkeypatch.setenv("HF_TOKEN", "newer")
    assert Token.find(5.0) == Token("newer", "HF_TOKEN")


def test_the_token_is_named_by_its_place_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    token = Token.find(5.0)
    assert "from HF_TOKEN" in token.advice
    assert "hf_secret" not in token.advice + repr(token) + str(token)


@pytest.mark.parametrize("text", ["", "  \n", "two words", "ünïcode", "a\tb"])
def test_what_cannot_be_a_token_is_none(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("HF_TOKEN", text)
    assert Token.find(5.0).value == ""


def test_a_token_file_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    (tmp_path / "hub-home" / "token").mkdir(parents=True)
    assert Token.find(5.0).value == ""


def test_a_login_that_cannot_be_renewed_in_time_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub, "get_token", lambda: time.sleep(5))
    began = time.monotonic()
    assert Token.find(0.1).value == ""
    assert time.monotonic() - began < 3
