"""Capitals by the rules of the language."""

from __future__ import annotations

import pytest

from pipeline.text.capitals import capitalised, lowered, small


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "the storks", "The storks"),
        ("en", '"the storks" are', '"The storks" are'),
        ("en", "iPhone sales rose", "iPhone sales rose"),
        ("en", "3 storks", "3 storks"),
        ("es", "¿qué pasó?", "¿Qué pasó?"),
        ("tr", "istanbul'da", "İstanbul'da"),
        ("tr", "ırmak", "Irmak"),
        ("az", "iki", "İki"),
        ("nl", "ijs is koud", "IJs is koud"),
        ("nl", "'s avonds", "'s avonds"),
        ("el", "όχι", "Όχι"),
        ("ka", "თბილისი", "თბილისი"),
        ("hi", "यह", "यह"),
        ("de", "ßo", "ßo"),
    ],
)
def test_a_sentence_begins_with_the_capital_its_language_has(language: str, text: str, expected: str) -> None:
    assert capitalised(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [("en", "The", "the"), ("tr", "İki", "iki"), ("tr", "Irmak", "ırmak"), ("nl", "IJs", "ijs")],
)
def test_the_capital_goes_by_the_same_rules(language: str, text: str, expected: str) -> None:
    assert lowered(text, language) == small(text, language) == expected
