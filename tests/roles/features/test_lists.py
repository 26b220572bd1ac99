"""Lists of words, one file a language."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from pipeline.roles.features.lists import WordLists, load_lists

_LANGUAGES = sorted(
    Path(str(one)).stem
    for one in (files("pipeline.roles") / "features").iterdir()
    if one.name.endswith(".toml")
)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_language_has_the_lists_that_the_weights_were_fitted_with(language: str) -> None:
    fitted, own = load_lists("en"), load_lists(language)
    for part in ("classes", "before", "introduction", "after", "own"):
        assert list(getattr(own, part)) == list(getattr(fitted, part)), part
    assert (own.opening, own.closing) == (fitted.opening, fitted.closing)


def test_a_language_without_lists_has_none_and_a_region_takes_those_of_its_language() -> None:
    assert load_lists("tlh") == WordLists()
    assert load_lists("en-GB") == load_lists("en")
