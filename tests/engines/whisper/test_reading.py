"""How far a window was read."""

from __future__ import annotations

from pipeline.engines.whisper.decoded import MOST_TOKENS, token_limit
from pipeline.engines.whisper.reading import read
from tests.engines.whisper.scripted_model import Letters, decoded, said


def reading(*tokens: int, seconds: float = 20.0) -> tuple[str, float | None]:
    """The text that is trusted, and where the window must be read again."""
    result = read(decoded(*tokens), Letters(), seconds)
    return "".join(map(chr, result.text)), result.until


def test_a_text_closed_near_the_end_leaves_nothing() -> None:
    assert reading(*said("All of it.", 0.0, 19.0)) == ("All of it.", None)


def test_an_unfinished_sentence_is_read_again_from_where_the_last_whole_one_ended() -> None:
    assert reading(*said("Whole.", 0.0, 8.0), *said("Cut o", 8.4, None)) == ("Whole.", 8.0)


def test_two_timestamps_at_the_end_say_that_more_follows() -> None:
    assert reading(*said("Whole.", 0.0, 8.0), *said("", 8.0, None)) == ("Whole.", 8.0)


def test_what_follows_an_end_that_came_too_early_is_read_again() -> None:
    assert reading(*said("Only this.", 0.0, 5.0)) == ("Only this.", 5.0)
    assert reading(*said("Only this.", 0.0, 17.5)) == ("Only this.", None)


def test_without_a_pair_of_timestamps_the_text_is_taken_as_it_is() -> None:
    assert reading(*said("No end", 0.0, None)) == ("No end", None)
    assert reading() == ("", None)


def test_nothing_is_read_again_that_would_be_the_same_window_once_more() -> None:
    assert reading(*said("A", 0.0, 0.4), *said("Cut", 0.4, None)) == ("ACut", None)


def test_a_rest_too_short_for_a_word_is_not_read() -> None:
    assert reading(*said("Whole.", 0.0, 19.8), *said("x", 19.8, None)) == ("Whole.x", None)


def test_the_limit_of_tokens_grows_with_the_speech_up_to_what_whisper_can_write() -> None:
    assert token_limit(1.0) < token_limit(4.0) < MOST_TOKENS
    assert token_limit(30.0) == MOST_TOKENS
