"""CTM of NIST: a line for each word, with its time and probability."""

from __future__ import annotations

from pipeline.formats.format import NoOptions, Writer
from pipeline.formats.media_name import as_field, recording_id
from pipeline.text.spoken import in_time
from pipeline.transcript.model import Transcript


def write_ctm(transcript: Transcript, _options: NoOptions) -> str:
    """Words in order of time, all of channel 1; `NA` where nobody gave a probability.

    A word with a space in it is written with _ there. Words without times of their own share those of their
    utterance.
    """
    name = recording_id(transcript)
    lines = []
    for spoken in in_time(transcript.utterances):
        word = spoken.word
        sure = "NA" if word.probability is None else f"{word.probability:.3f}"
        if text := as_field(word.text):
            lines.append(f"{name} 1 {word.start:.3f} {word.end - word.start:.3f} {text} {sure}\n")
    return "".join(lines)


WRITER = Writer(NoOptions, write_ctm)
