"""No two recordings' results have a name that any disk takes for one."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive.bases import Bases, folded
from pipeline.archive.journal import JournalEntry
from pipeline.formats import FORMATS

_NAMES = st.text(st.sampled_from("aAéßİ."), min_size=1, max_size=4).map(lambda text: f"x{text}")
_ENDINGS = [".mp4", ".MP4", ".wav", ".text.mp4", ".json.wav"]
_PATHS = st.builds(
    lambda name, form, ending: unicodedata.normalize(form, f"{name}{ending}"),
    _NAMES, st.sampled_from(["NFC", "NFD"]), st.sampled_from(_ENDINGS),
)  # fmt: skip


def bases(*names: str) -> list[str]:
    """What recordings of these names get, one after the other."""
    given_out = Bases([])
    return [given_out.of(JournalEntry(name)) for name in names]


def test_a_result_has_the_name_of_its_recording_with_its_ending_where_another_has_that() -> None:
    assert bases("a/news.wav", "a/news.mp4", "news.wav") == ["a/news", "a/news.mp4", "news"]


def test_twins_by_letters_or_accents_are_kept_apart_by_ending_and_then_by_number() -> None:
    assert bases("news.mp4", "News.mp4", "NEWS.mp4") == ["news", "News.mp4", "NEWS.mp4-2"]
    one, other = (unicodedata.normalize(form, "café.mp4") for form in ("NFC", "NFD"))
    assert bases(one, other) == [one.removesuffix(".mp4"), other]


def test_a_recording_named_like_another_s_format_has_its_ending() -> None:
    assert bases("a.mp4", "a.whisper.mp4", "a.text.mp4") == ["a", "a.whisper.mp4", "a.text.mp4"]


def test_a_recording_keeps_the_base_that_it_has_and_what_is_given_up_is_free_again() -> None:
    done = JournalEntry("news.wav", base="old/news")
    given_out = Bases([done])
    assert given_out.of(done) == "old/news"
    assert given_out.of(JournalEntry("old/news.mp4")) == "old/news.mp4"
    given_out.give_up("old/news")
    assert given_out.of(JournalEntry("old/news.wav")) == "old/news"


@given(st.lists(_PATHS, unique=True, max_size=8))
def test_no_name_of_a_result_is_another_s_on_a_disk_that_folds_letters_and_accents(names: list[str]) -> None:
    written = [{folded(f"{base}{known.suffix}") for known in FORMATS.values()} for base in bases(*names)]
    assert len(set().union(*written)) == sum(map(len, written))
