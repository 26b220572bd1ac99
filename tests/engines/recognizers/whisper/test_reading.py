"""How far a window was read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.recognizers.whisper.decoded import MOST_TOKENS, token_limit
from pipeline.engines.recognizers.whisper.placing import Piece
from pipeline.engines.recognizers.whisper.reading import first_tokens, read, settled
from tests.support.whisper_model import Letters, decoded, said


def reading(
    *tokens: int, seconds: float = 20.0, spoken: float | None = None, complete: bool = True
) -> tuple[str, float | None]:
    """The text that is taken, and where the window must be read again; its words are heard up to `spoken`."""
    result = read(decoded(*tokens), Letters())
    end = seconds if spoken is None else spoken
    each = end / max(1, len(result.text))
    pieces = [Piece(chr(t), n * each, (n + 1) * each, 0.9) for n, t in enumerate(result.text)]
    taken = settled(result, pieces, seconds, complete)
    return "".join(map(chr, taken.text)), taken.until


def test_a_text_closed_near_the_end_leaves_nothing() -> None:
    assert reading(*said("All of it.", 0.0, 19.0)) == ("All of it.", None)


def test_a_text_that_breaks_off_is_read_again_from_where_the_last_whole_sentence_ended() -> None:
    cut = (*said("Whole.", 0.0, 8.0), *said("Cut o", 8.4, None))
    assert reading(*cut, spoken=12.0) == ("Whole.", 8.0)


def test_a_text_that_breaks_off_is_taken_where_its_words_fill_the_window() -> None:
    assert reading(*said("Whole.", 0.0, 8.0), *said("To the end", 8.4, None)) == ("Whole.To the end", None)


def test_a_text_cut_off_by_the_limit_is_read_again_though_its_words_fill_the_window() -> None:
    cut = (*said("Whole.", 0.0, 8.0), *said("Cut o", 8.4, None))
    assert reading(*cut, complete=False) == ("Whole.", 8.0)


def test_two_timestamps_at_the_end_say_that_more_follows() -> None:
    assert reading(*said("Whole.", 0.0, 8.0), *said("", 8.0, None), spoken=8.0) == ("Whole.", 8.0)


def test_what_follows_an_end_that_came_too_early_is_read_again() -> None:
    assert reading(*said("Only this.", 0.0, 5.0), spoken=5.0) == ("Only this.", 5.0)
    assert reading(*said("Only this.", 0.0, 17.5), spoken=17.5) == ("Only this.", None)


def test_an_early_timestamp_is_not_believed_where_the_words_go_on_to_the_end() -> None:
    """Reading the rest again would write the last sentences twice."""
    assert reading(*said("All of it, said to the end.", 0.0, 12.0)) == ("All of it, said to the end.", None)


def test_the_rest_begins_behind_the_last_word_that_was_heard() -> None:
    text, until = reading(*said("Only this.", 0.0, 5.0), spoken=9.0)
    assert text == "Only this."
    assert until is not None
    assert 8.0 < until < 9.1


def test_without_a_pair_of_timestamps_the_text_is_taken_as_it_is() -> None:
    assert reading(*said("No end", 0.0, None), spoken=5.0) == ("No end", None)
    assert reading() == ("", None)


def test_nothing_is_read_again_that_would_be_the_same_window_once_more() -> None:
    assert reading(*said("A", 0.0, 0.4), *said("Cut", 0.4, None), spoken=3.0) == ("ACut", None)


def test_a_rest_too_short_for_a_word_is_not_read() -> None:
    assert reading(*said("Whole.", 0.0, 19.8), *said("x", 19.8, None), complete=False) == ("Whole.x", None)


@given(st.lists(st.integers(1, 4), max_size=12), st.integers(0, 40))
def test_pieces_are_kept_as_long_as_all_of_their_tokens_are(sizes: list[int], count: int) -> None:
    pieces = [Piece("x", 0.0, 1.0, 0.9, size) for size in sizes]
    kept = first_tokens(pieces, count)
    assert sum(piece.tokens for piece in kept) <= count
    assert kept == pieces[: len(kept)]
    if len(kept) < len(pieces):
        assert sum(piece.tokens for piece in kept) + pieces[len(kept)].tokens > count


def test_the_limit_of_tokens_grows_with_the_speech_up_to_what_whisper_can_write() -> None:
    assert token_limit(1.0) < token_limit(4.0) < MOST_TOKENS
    assert token_limit(30.0) == MOST_TOKENS
