"""Names that Whisper writes in one piece, and those that it spells."""

from __future__ import annotations

import subprocess
import sys

from pipeline.engines.vocabulary import whole_words


def test_what_is_in_every_newspaper_is_one_piece_and_what_is_not_is_none() -> None:
    words = whole_words()
    assert {"Monday", "London", "Jennifer", "America"} <= words
    assert words.isdisjoint({"Quillwater", "Ostrander", "Lubomir", "monday", "don"})


def test_all_are_single_words_with_a_capital() -> None:
    words = whole_words()
    assert len(words) > 5_000
    assert all(word.isalpha() and word[0].isupper() for word in words)


def test_they_are_read_without_loading_the_recognizer() -> None:
    code = (
        "import sys; from pipeline.engines.vocabulary import whole_words; "
        "assert whole_words(); sys.exit('torch' in sys.modules or 'whisper' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
