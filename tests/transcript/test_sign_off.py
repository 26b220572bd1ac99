"""Who signed off, and what lifts a sign-off."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.corrections.correct import Corrections
from pipeline.transcript.model import Transcript
from pipeline.transcript.sign_off import published_digest, signed_off
from tests.support.corrected import FERRY, correcting, through_a_file
from tests.support.steps import done


def signed() -> Corrections:
    return done(correcting(), {"do": "sign", "name": "K. Osei"}).corrections


def test_nobody_has_signed_off_what_nobody_corrected() -> None:
    assert signed_off(FERRY) is None


def test_the_last_who_signed_is_told_also_through_a_file() -> None:
    again = done(signed(), {"do": "sign", "name": "R. Ito"}).corrections.transcript
    told = signed_off(through_a_file(again))
    assert told is not None
    assert (told.by, told.at, told.current) == ("R. Ito", "2025-05-02T20:00:00+00:00", True)


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.title("T"),
        lambda c: c.published("2025-05-02"),
        lambda c: c.source("Example News"),
        lambda c: c.rename("S1", "Jane Doe"),
        lambda c: c.role("S2", "unknown"),
        lambda c: c.unquote("0:15"),
        lambda c: c.replace("Rut", "Rudd"),
        lambda c: c.drop(13.0, 15.4),
        lambda c: c.merge("S3", "S2"),
    ],
)
def test_whatever_would_be_published_otherwise_lifts_it(change: Callable[[Corrections], Corrections]) -> None:
    told = signed_off(change(signed()).transcript)
    assert told is not None
    assert not told.current


def test_to_have_listened_once_more_does_not() -> None:
    told = signed_off(signed().checked("0:15").transcript)
    assert told is not None
    assert told.current


def test_the_digest_is_of_what_is_shown_and_of_nothing_else() -> None:
    shown: Transcript = correcting().transcript
    assert published_digest(shown) == published_digest(through_a_file(shown))
