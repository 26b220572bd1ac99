"""A recording through all stages, with scripted engines: only the sound and the file are real."""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline import Pipeline, from_json, relabel, render, to_json
from pipeline.engines.contract import Progress, SpeakerCount
from pipeline.engines.diarization import Diarization, Turn
from pipeline.engines.diarizers.none import NoDiarizer
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from pipeline.engines.recognition import Hypothesis, RecognitionResult, RecognizerOptions, Window
from pipeline.errors import DocumentError, InputError
from pipeline.formats.article import ArticleStyle, Timestamps
from pipeline.media.waveform import Waveform
from pipeline.profile.model import Person, Profile
from pipeline.progress import Stage
from pipeline.transcript.model import Role, Source, Transcript, Word
from tests.support.drawing import turns
from tests.support.media import encode, record

_TURNS = "AAAAAAAAABBBBBBBBCCCCCCBBBBBAAA"
"""One character a second; neighbours touch, as in a programme without music."""

_SCRIPT = {
    (0.0, 1.0): "Good evening.",
    (1.0, 4.0): "The town library closes its doors.",
    (4.0, 7.0): "Our correspondent Daniel Osei joins us in the studio.",
    (7.0, 9.0): "Daniel, why is the library closing?",
    (9.0, 13.0): "The building is too old and too damp for any book to stay in it.",
    (13.0, 17.0): "A reader says she will miss it.",
    (17.0, 20.0): "I learned to read in that room.",
    (20.0, 23.0): 'I think my children will say "why" too!',
    (23.0, 28.0): "The council will spend $2.6 million, or 25% of its money, on a new one.",
    (28.0, 31.0): "Daniel, thank you for that report.",
}


@pytest.fixture
def segment(tmp_path: Path) -> Path:
    """Thirty-one seconds of sound with a breath at the end of each."""
    return record(tmp_path / "segment.wav", "########.." * 31, 0.1)


@pytest.fixture
def newsroom() -> Pipeline:
    """Engines that know the script."""
    return Pipeline(ScriptedRecognizer(_SCRIPT), ScriptedDiarizer(turns(_TURNS)))


class Attentive(ScriptedRecognizer):
    """Remembers the windows it was asked for."""

    asked: Sequence[Window] = ()

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        """The scripted text of every window."""
        self.asked = windows
        return super().recognize(waveform, windows, request, progress)


def only(text: str) -> Pipeline:
    """Engines that hear one voice say `text` in the first ten seconds."""
    return Pipeline(
        ScriptedRecognizer({(0.0, 10.0): text}),
        ScriptedDiarizer([Turn(0.0, 10.0, "A")]),
    )


def test_a_recording_becomes_an_article(newsroom: Pipeline, segment: Path) -> None:
    transcript = newsroom.transcribe(
        segment, title="Library to close", published="2025-02-04T20:00", source="Example News"
    )
    assert render(transcript, "article", ArticleStyle(Timestamps.NONE)).split("\n\n") == [
        "Library to close",
        "Published on: 2025/02/04 20:00",
        "Good evening.",
        "The town library closes its doors.",
        "Our correspondent Daniel Osei joins us in the studio.",
        "Daniel, why is the library closing?",
        "The building is too old and too damp for any book to stay in it.",
        "A reader says she will miss it.",
        '"I learned to read in that room. I think my children will say why too."',
        "The council will spend 2.6 million dollars, or 25 percent of its money, on a new one.",
        "Daniel, thank you for that report.",
        "Example News\n",
    ]


def test_a_cast_may_name_a_label_and_one_that_is_not_there_is_told_before_words_are_recognised(
    segment: Path,
) -> None:
    recognizer = Attentive(_SCRIPT)
    newsroom = Pipeline(recognizer, ScriptedDiarizer(turns(_TURNS)))

    def cast(label: str) -> Profile:
        return Profile(people=(Person("Jane Doe", Role.EXPERT, "cast", label),))

    told = newsroom.transcribe(segment, house=cast("S3")).speaker("S3")
    assert told is not None
    assert (told.name, told.role) == ("Jane Doe", Role.EXPERT)
    recognizer.asked = ()
    with pytest.raises(DocumentError, match="S9 is Jane Doe, but in this recording there are S1, S2, S3"):
        newsroom.transcribe(segment, house=cast("S9"))
    assert recognizer.asked == ()


def test_names_in_the_body_are_written_as_the_house_spells_them(newsroom: Pipeline, segment: Path) -> None:
    made = newsroom.transcribe(segment, house=Profile(spellings=("Daniel Ossey",)))
    assert "Our correspondent Daniel Ossey joins us in the studio." in [part.text for part in made.paragraphs]
    assert [one.heard for one in made.speakers if one.name == "Daniel Ossey"] == ["Daniel Osei"]


def test_the_transcript_says_who_speaks_and_when(newsroom: Pipeline, segment: Path) -> None:
    transcript = newsroom.transcribe(segment)
    assert [(said.speaker, round(said.start)) for said in transcript.utterances] == [
        ("S1", 0),
        ("S2", 9),
        ("S3", 17),
        ("S2", 23),
        ("S1", 28),
    ]
    assert {speaker.label: (speaker.role, speaker.name) for speaker in transcript.speakers} == {
        "S1": (Role.ANCHOR, None),
        "S2": (Role.CORRESPONDENT, "Daniel Osei"),
        "S3": (Role.EXPERT, None),
    }


def test_every_word_has_its_time_inside_the_recording(newsroom: Pipeline, segment: Path) -> None:
    transcript = newsroom.transcribe(segment)
    words = [word for said in transcript.utterances for word in said.words]
    assert [word.text for word in words] == [
        word for text in _SCRIPT.values() for word in text.replace('"', "").split()
    ]
    times = [time for word in words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[0] >= 0.0
    assert times[-1] <= 31.0


def test_the_transcript_names_the_file_by_its_content(newsroom: Pipeline, segment: Path) -> None:
    recording = newsroom.transcribe(str(segment)).recording
    assert recording is not None
    assert recording.path == str(segment)
    assert recording.sha256 == hashlib.sha256(segment.read_bytes()).hexdigest()
    assert recording.duration == pytest.approx(31.0, abs=0.01)
    assert [(track.channels, track.used) for track in recording.tracks] == [(1, True)]


def test_the_provenance_tells_how_it_was_made(newsroom: Pipeline, segment: Path) -> None:
    provenance = newsroom.transcribe(segment, speakers=3, title="Library").provenance
    assert provenance is not None
    assert provenance.recognizer == ScriptedRecognizer.engine
    assert provenance.diarizer == ScriptedDiarizer.engine
    assert (provenance.options["speakers"], provenance.options["title"]) == (3, "Library")
    assert datetime.fromisoformat(provenance.created).tzinfo is not None
    assert provenance.skipped == ()


def test_a_transcript_of_a_run_reads_back_as_it_was(newsroom: Pipeline, segment: Path) -> None:
    transcript = newsroom.transcribe(segment, url="https://news.example/1")
    assert transcript.source == Source(url="https://news.example/1")
    assert from_json(to_json(transcript)) == transcript


def test_running_twice_gives_the_same_words(newsroom: Pipeline, segment: Path) -> None:
    def result(transcript: Transcript) -> object:
        return transcript.utterances, transcript.speakers, transcript.paragraphs

    assert result(newsroom.transcribe(segment)) == result(newsroom.transcribe(segment))


def test_what_is_not_known_is_left_out_of_the_article(newsroom: Pipeline, segment: Path) -> None:
    transcript = newsroom.transcribe(segment)
    assert (transcript.title, transcript.published, transcript.source) == (None, None, None)
    assert render(transcript, "article").startswith("[00:00:00] Good evening.")


@pytest.mark.parametrize(
    ("tag", "name", "zone", "published"),
    [
        ("20250204", "news", None, "2025-02-04"),
        ("2025-02-04T23:30:00Z", "news", None, "2025-02-04T23:30+00:00"),
        ("2025-02-04T23:30:00Z", "news", "Asia/Seoul", "2025-02-05T08:30"),
        ("2025-02-04 20:00", "news", "Asia/Seoul", "2025-02-04T20:00"),
        ("2025", "20250204_news", None, "2025-02-04"),
        ("2025-02-04", "20240101_news", None, "2025-02-04"),
        (None, "news_25-02-2025", "Asia/Seoul", "2025-02-25"),
        (None, "news_04-02-2025", None, None),
    ],
)
def test_the_day_is_found_in_tags_and_names_and_told_by_the_station_s_clock(
    newsroom: Pipeline, tmp_path: Path, tag: str | None, name: str, zone: str | None, published: str | None
) -> None:
    tags = ("-metadata", f"date={tag}") if tag else ()
    path = encode(tmp_path / f"{name}.mka", "-f", "lavfi", "-i", "sine=d=40", *tags)
    transcript = newsroom.transcribe(path, house=Profile(time_zone=zone))
    assert transcript.published == published


def test_a_zone_that_was_given_is_shown_where_the_station_s_is_not_known(
    newsroom: Pipeline, segment: Path
) -> None:
    transcript = newsroom.transcribe(segment, published="2025-02-04T23:30+00:00")
    assert render(transcript, "article").startswith("Published on: 2025/02/04 23:30 UTC")


def test_a_listener_hears_every_stage_through_to_its_end(newsroom: Pipeline, segment: Path) -> None:
    told: list[tuple[Stage, float]] = []
    newsroom.transcribe(segment, listener=lambda stage, share: told.append((stage, share)))
    assert list(dict.fromkeys(stage for stage, _ in told)) == list(Stage)
    for stage in Stage:
        shares = [share for told_stage, share in told if told_stage is stage]
        assert shares == sorted(shares)
        assert shares[-1] == 1.0


def test_without_a_diarizer_the_words_belong_to_nobody(segment: Path) -> None:
    newsroom = Pipeline(ScriptedRecognizer(_SCRIPT), NoDiarizer())
    transcript = newsroom.transcribe(segment)
    (said,) = transcript.utterances
    assert said.speaker is None
    assert transcript.speakers == ()
    assert not any(paragraph.quoted for paragraph in transcript.paragraphs)


def test_a_turn_too_long_for_the_recognizer_is_still_one_utterance(segment: Path) -> None:
    without_names = {times: text.lower() for times, text in _SCRIPT.items()}
    recognizer = Attentive(without_names, longest=8.0)
    newsroom = Pipeline(recognizer, ScriptedDiarizer([Turn(0.0, 31.0, "A")]))
    (said,) = newsroom.transcribe(segment).utterances
    spoken = " ".join(without_names.values()).replace('"', "")
    assert said.text.split() == spoken.split()
    assert len(recognizer.asked) > 3
    assert max(window.seconds for window in recognizer.asked) <= 8.0


def test_what_the_diarizer_has_to_say_is_noted(segment: Path) -> None:
    class Short(ScriptedDiarizer):
        def diarize(self, *arguments: Any) -> Diarization:
            return replace(super().diarize(*arguments), notes=("5 voices were asked for; 1 was found.",))

    newsroom = Pipeline(ScriptedRecognizer(_SCRIPT), Short([Turn(0.0, 10.0, "A")]))
    transcript = newsroom.transcribe(segment)
    assert transcript.provenance is not None
    assert transcript.provenance.notes[0] == "5 voices were asked for; 1 was found."


def test_a_second_voice_that_nobody_wrote_down_is_listed_and_the_utterance_is_marked(segment: Path) -> None:
    class Overlapping(ScriptedDiarizer):
        """Hears a second voice under the first, which has the floor."""

        def diarize(self, waveform: Waveform, count: SpeakerCount, progress: Progress) -> Diarization:
            """Two turns at once, one of them exclusive."""
            first, second = Turn(0.0, 10.0, "A"), Turn(4.0, 7.0, "B")
            return Diarization((first, second), (first,))

    newsroom = Pipeline(ScriptedRecognizer({(0.0, 10.0): "We will rebuild the wall."}), Overlapping([]))
    transcript = newsroom.transcribe(segment)
    assert transcript.provenance is not None
    assert [(place.start, place.end, place.reason) for place in transcript.provenance.skipped] == [
        (4.0, 7.0, "another voice speaks at the same time; its words are missing")
    ]
    assert [utterance.overlapped for utterance in transcript.utterances] == [True]


def test_a_reporter_under_the_presenters_label_is_taken_apart_and_it_is_noted(segment: Path) -> None:
    newsroom = Pipeline(Attentive(_SCRIPT, longest=8.0), ScriptedDiarizer([Turn(0.0, 31.0, "A")]))
    transcript = newsroom.transcribe(segment)
    assert len({utterance.speaker for utterance in transcript.utterances}) == 2
    assert transcript.provenance is not None
    assert "two people under one label" in transcript.provenance.notes[-1]


def test_what_has_no_words_is_reported(segment: Path) -> None:
    newsroom = Pipeline(
        ScriptedRecognizer({(0.0, 3.0): "Good evening."}),
        ScriptedDiarizer(turns("AAAAAAAAAA.....BBBBB")),
    )
    provenance = newsroom.transcribe(segment).provenance
    assert provenance is not None
    assert [(part.reason, round(part.start), round(part.end)) for part in provenance.skipped] == [
        ("no words recognised", 3, 10),
        ("no words recognised", 15, 20),
    ]


def test_a_recording_in_which_nobody_speaks_is_refused(segment: Path) -> None:
    newsroom = Pipeline(ScriptedRecognizer(_SCRIPT), ScriptedDiarizer([]))
    with pytest.raises(InputError, match=r"No speech was found in .*segment\.wav") as caught:
        newsroom.transcribe(segment)
    assert caught.value.exit_code == 3


def test_a_recording_without_a_word_is_refused(segment: Path) -> None:
    with pytest.raises(InputError, match="No speech was found"):
        only("").transcribe(segment)


def test_silence_of_a_moment_is_refused_without_a_crash(tmp_path: Path) -> None:
    path = record(tmp_path / "moment.wav", ".", 0.02)
    newsroom = Pipeline(ScriptedRecognizer({}), NoDiarizer())
    with pytest.raises(InputError, match="No speech was found"):
        newsroom.transcribe(path)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"Good evening."])
def test_a_file_that_is_no_recording_is_refused(newsroom: Pipeline, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "segment.wav"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"segment\.wav"):
        newsroom.transcribe(path)


def test_a_missing_file_is_refused(newsroom: Pipeline, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        newsroom.transcribe(tmp_path / "nothing.wav")


def test_a_setting_that_does_not_exist_is_a_slip_of_the_program(newsroom: Pipeline, segment: Path) -> None:
    with pytest.raises(TypeError, match="headline"):
        newsroom.transcribe(segment, headline="Library")  # type: ignore[call-arg]  # what is tested


def test_stereo_at_another_rate_is_heard_too(newsroom: Pipeline, tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    tone = np.sin(np.arange(31 * 44_100) / 20) * 9_000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(np.repeat(tone.astype("<i2"), 2).tobytes())
    recording = newsroom.transcribe(path).recording
    assert recording is not None
    assert recording.duration == pytest.approx(31.0, abs=0.01)


class Quoting(ScriptedRecognizer):
    """Gives words with times, and quotation marks with the words."""

    def recognize(
        self, waveform: Waveform, windows: Sequence[Window], request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        """The same for every window."""
        said = (Word(0.1, 1.5, '"They'), Word(1.5, 2.9, "eat"), Word(2.9, 4.0, 'mice."'))
        return RecognitionResult(
            "en", tuple(Hypothesis(window, '"They eat mice."', said) for window in windows)
        )


def test_quotation_marks_are_never_the_recognizers(tmp_path: Path) -> None:
    path = record(tmp_path / "a.wav", "####")
    newsroom = Pipeline(Quoting({}), ScriptedDiarizer([Turn(0.0, 4.0, "A")]))
    assert newsroom.transcribe(path).utterances[0].text == "They eat mice."


def test_a_leader_that_is_skipped_has_its_line_and_survives_deciding_roles_anew(tmp_path: Path) -> None:
    path = record(tmp_path / "tape.wav", "." * 60 + "########.." * 10, 0.1)
    recognizer = ScriptedRecognizer({(6.0, 9.0): "Good evening. The ferry strike enters its second week."})
    newsroom = Pipeline(recognizer, ScriptedDiarizer(turns("......AAA")))
    transcript = newsroom.transcribe(path, begin="auto", language="en")
    (leader,) = transcript.excluded
    assert (leader.start, leader.kind, leader.evidence) == (0.0, "leader", "silence (6 s)")
    article = render(relabel(transcript, reassign=True), "article")
    assert article.startswith("[00:00:00] [A leader of 6 s was left out]\n\n[00:00:06]")
