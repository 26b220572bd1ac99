"""The library's front door: what goes in, what a caller is told, and what may be done with it."""

from __future__ import annotations

import asyncio
import hashlib
import io
import itertools
import json
import multiprocessing
import os
import pickle
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO, get_type_hints

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline import Cancelled, Diarization, Options, Pipeline, RecordingWords, Stage, Transcript, to_json
from pipeline.engines import process
from pipeline.engines.contract import Progress
from pipeline.engines.fake import ScriptedDiarizer, ScriptedRecognizer
from pipeline.engines.load import Loaded
from pipeline.engines.recognition import RecognitionResult, RecognizerOptions
from pipeline.errors import EngineError, InputError
from pipeline.media.waveform import SAMPLE_RATE, Waveform
from pipeline.options import TranscribeSettings
from pipeline.profile.model import FileNames, Profile
from tests.support.drawing import REPEATED, turns, waveform
from tests.support.media import record

_SAID = "We will rebuild the wall."
_SAMPLES = waveform("########.." * 10, 0.1).samples


def scripted() -> Pipeline:
    """Engines that hear one sentence."""
    return Pipeline(ScriptedRecognizer({(0.0, 10.0): _SAID}), ScriptedDiarizer(turns("AAAAAAAAAA")))


@pytest.fixture
def front() -> Pipeline:
    """Engines that hear one sentence."""
    return scripted()


@pytest.fixture
def segment(tmp_path: Path) -> Path:
    """Ten seconds of sound."""
    return record(tmp_path / "segment.wav", "########.." * 10, 0.1)


@pytest.fixture
def emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, in which nothing may be left."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def text_of(transcript: Transcript) -> str:
    """All that was said."""
    return " ".join(utterance.text for utterance in transcript.utterances)


# What goes in


def test_the_settings_that_can_be_typed_are_the_options() -> None:
    own = get_type_hints(TranscribeSettings)
    assert own == {field.name: get_type_hints(Options)[field.name] for field in fields(Options)}


def test_a_misspelt_setting_is_told_with_the_right_one_before_anything_is_opened(front: Pipeline) -> None:
    with pytest.raises(TypeError, match="no setting 'speaker': did you mean 'speakers'"):
        front.transcribe("missing.wav", speaker=2)  # type: ignore[call-arg]  # what is tested
    with pytest.raises(ValueError, match="must be at least 1"):
        front.transcribe("missing.wav", speakers=0)


@pytest.mark.parametrize("wrong", [{"asr": "wisper:base"}, {"diarizer": "pyanote:x"}])
def test_a_misspelt_engine_is_told_before_any_is_loaded(
    wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.transcriber.load_recognizer", lambda *_: pytest.fail("loaded"))
    with pytest.raises(ValueError, match="is not one of"):
        Pipeline.load(**wrong)  # type: ignore[arg-type]  # names only


def test_why_an_engine_was_chosen_goes_into_the_provenance_and_not_with_an_engine_put_in_its_place(
    segment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = scripted()
    recognizer, diarizer = Loaded(made.recognizer, "the best"), Loaded(made.diarizer, "the only one")
    monkeypatch.setattr("pipeline.transcriber.load_recognizer", lambda *_: recognizer)
    monkeypatch.setattr("pipeline.transcriber.load_diarizer", lambda *_: diarizer)
    front = Pipeline.load()
    told = json.loads(to_json(front.transcribe(segment)))["provenance"]
    assert told["recognizer"]["chosen"] == "the best"
    assert told["diarizer"]["chosen"] == "the only one"
    assert "chosen" not in front.recognizer.engine.extra
    front.diarizer = scripted().diarizer
    told = json.loads(to_json(front.transcribe(segment)))["provenance"]
    assert told["recognizer"]["chosen"] == "the best"
    assert "chosen" not in told["diarizer"]


def test_a_type_checker_finds_a_misspelt_setting(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from pipeline import Pipeline\n"
        "def ask(newsroom: Pipeline) -> None:\n"
        "    newsroom.transcribe('a.wav', titel='A')\n"
        "    newsroom.transcribe('a.wav', speakers='two')\n"
        "    newsroom.transcribe('a.wav', title='A', speakers=2)\n"
    )
    command = [sys.executable, "-m", "mypy", "--follow-imports=silent", "--no-incremental", str(program)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[1])
    assert "program.py:3: error" in told.stdout, told.stdout
    assert '"titel"' in told.stdout
    assert "program.py:4: error" in told.stdout
    assert "program.py:5" not in told.stdout


def as_bytes(path: Path) -> bytes:
    return path.read_bytes()


def as_memory(path: Path) -> BinaryIO:
    return io.BytesIO(path.read_bytes())


class Pipe(io.RawIOBase):
    """A stream that can only be read on."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._rest.readinto(buffer)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (as_bytes, "<bytes>"),
        (lambda path: bytearray(path.read_bytes()), "<bytes>"),
        (lambda path: memoryview(path.read_bytes()), "<bytes>"),
        (as_memory, "<file>"),
        (lambda path: Pipe(path.read_bytes()), "<file>"),
        (lambda path: path.open("rb"), "segment.wav"),
    ],
)
def test_what_is_no_path_is_heard_like_the_file_and_nothing_of_it_is_left(
    front: Pipeline, segment: Path, emptied: Path, given: Callable[[Path], Any], name: str
) -> None:
    media = given(segment)
    transcript = front.transcribe(media)
    assert text_of(transcript) == _SAID
    assert transcript.recording is not None
    assert transcript.recording.path.endswith(name)
    assert transcript.recording.sha256 == hashlib.sha256(segment.read_bytes()).hexdigest()
    assert list(emptied.iterdir()) == []
    if hasattr(media, "close"):
        assert not media.closed
        media.close()


class Listening(ScriptedDiarizer):
    """Keeps what it hears."""

    heard: NDArray[np.float32]

    def diarize(self, waveform: Waveform, count: Any, progress: Progress) -> Diarization:
        self.heard = waveform.floats
        return super().diarize(waveform, count, progress)


@pytest.mark.parametrize(
    "array",
    [
        _SAMPLES,
        _SAMPLES.astype(np.float64),
        np.stack([_SAMPLES, _SAMPLES], axis=1),
        (_SAMPLES * 32767).astype(np.int16),
        (_SAMPLES * 32767).astype(">i2"),
        (_SAMPLES.astype(np.float64) * (2**31 - 1)).astype(np.int32),
        (_SAMPLES * 127 + 128).astype(np.uint8),
        np.repeat(_SAMPLES, 2)[::2],
    ],
    ids=lambda array: f"{array.dtype.str}-{array.ndim}",
)
def test_an_array_is_heard_at_its_level_and_length(emptied: Path, array: NDArray[Any]) -> None:
    diarizer = Listening(turns("AAAAAAAAAA"))
    front = Pipeline(scripted().recognizer, diarizer)
    transcript = front.transcribe(array, sample_rate=SAMPLE_RATE)
    assert transcript.recording is not None
    assert (transcript.recording.path, transcript.recording.duration) == ("<array>", 10.0)
    # FFmpeg adds channels up in another measure where they are floats: 3 dB louder.
    level = 2**0.5 if array.ndim == 2 else 1.0
    assert np.abs(diarizer.heard - _SAMPLES * level).max() < 0.02
    assert list(emptied.iterdir()) == []


def test_an_array_s_rate_is_its_own(front: Pipeline) -> None:
    transcript = front.transcribe(np.repeat(_SAMPLES, 3), sample_rate=3 * SAMPLE_RATE)
    assert transcript.recording is not None
    assert transcript.recording.duration == pytest.approx(10.0, abs=0.01)


@pytest.mark.parametrize(
    ("array", "rate", "error", "told"),
    [
        (np.array([0.0, np.nan]), 16000, InputError, "no numbers"),
        (np.array([0.0, np.inf]), 16000, InputError, "no numbers"),
        (np.array([0.0, 20000.0]), 16000, InputError, "within ±1.*32768"),
        (np.array([]), 16000, InputError, "no samples"),
        (np.zeros((2, 16000)), 16000, ValueError, r"\(samples, channels\)"),
        (np.zeros((2, 2, 2)), 16000, ValueError, r"\(samples, channels\)"),
        (np.zeros(100, dtype=np.int64), 16000, TypeError, "not int64"),
        (np.zeros(100, dtype=complex), 16000, TypeError, "not complex128"),
        (np.zeros(100), None, ValueError, "needs its sample_rate"),
        (np.zeros(100), 0, ValueError, "whole number"),
        (np.zeros(100), 22050.5, ValueError, "whole number"),
        (b"RIFF", 16000, ValueError, "for arrays"),
        (["segment.wav"], None, TypeError, "not list"),
        (io.StringIO("RIFF"), None, TypeError, "opened for bytes"),
        (b"", None, InputError, "'<bytes>' is empty"),
        (b"Good evening.", None, InputError, "'<bytes>' cannot be read as sound"),
    ],
)
def test_what_is_no_recording_is_refused_and_leaves_nothing(
    front: Pipeline, emptied: Path, array: Any, rate: Any, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told) as caught:
        front.transcribe(array, sample_rate=rate)
    assert str(emptied) not in str(caught.value)
    assert list(emptied.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_while_it_lies_on_disk_nobody_else_may_read_it(front: Pipeline, segment: Path, emptied: Path) -> None:
    modes: list[int] = []

    def look(stage: Stage, share: float) -> None:
        modes.extend(
            stat.S_IMODE(path.stat().st_mode) for path in emptied.rglob("*") if "pipeline-" in str(path)
        )

    front.transcribe(segment.read_bytes(), listener=look)
    assert set(modes) == {0o700, 0o600}


def test_a_name_in_the_house_s_form_tells_date_and_title_of_a_file_object_too(
    front: Pipeline, segment: Path
) -> None:
    house = Profile(file_names=FileNames(r"(?P<date>\d{8})_(?P<title>.+)", "%Y%m%d"))
    media = io.BytesIO(segment.read_bytes())
    media.name = "/somewhere/20250204_Harbour.wav"
    transcript = front.transcribe(media, house=house)
    assert (transcript.title, transcript.published) == ("Harbour", "2025-02-04")
    assert front.transcribe(segment.read_bytes(), house=house).title is None


# What a caller is told


def test_the_share_of_the_whole_rises_to_one(front: Pipeline, segment: Path) -> None:
    told: list[float] = []
    front.transcribe(segment, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
    assert len(set(told)) >= 3


def test_turns_and_words_are_given_as_soon_as_they_are_there(front: Pipeline, segment: Path) -> None:
    given: list[Diarization | RecordingWords] = []
    when: list[int] = []
    front.transcribe(segment, found=given.append, listener=lambda *_: when.append(len(given)))
    turns_found, words = given
    assert isinstance(turns_found, Diarization)
    assert isinstance(words, RecordingWords)
    assert "".join(heard.text for heard in words.heard) == _SAID
    assert {0, 1} <= set(when)


class Gradual(ScriptedRecognizer):
    """Says when it is halfway."""

    def recognize(
        self, waveform: Waveform, windows: Any, request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        progress(0.5)
        return super().recognize(waveform, windows, request, progress)


class GradualDiarizer(ScriptedDiarizer):
    """Says when it is halfway."""

    def diarize(self, waveform: Waveform, count: Any, progress: Progress) -> Diarization:
        progress(0.5)
        return super().diarize(waveform, count, progress)


@pytest.mark.parametrize("stage", Stage)
def test_whoever_cancels_gets_cancelled_and_nothing_is_left(
    tmp_path: Path, emptied: Path, stage: Stage
) -> None:
    segment = record(tmp_path / "long.wav", "########.." * 60, 0.1)
    event = threading.Event()

    def listen(now: Stage, share: float) -> None:
        if now is stage and share < 1.0:
            event.set()

    front = Pipeline(Gradual({(0.0, 10.0): _SAID}), GradualDiarizer(turns("AAAAAAAAAA")))
    with pytest.raises(Cancelled) as caught:
        front.transcribe(segment.read_bytes(), cancel=event, listener=listen)
    assert caught.value.exit_code == 130
    assert list(emptied.iterdir()) == []


class Doubtful(ScriptedRecognizer):
    """Repeats itself, so that it is asked again; counts how often it is."""

    asked = 0

    def recognize(
        self, waveform: Waveform, windows: Any, request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        self.asked += 1
        return super().recognize(waveform, windows, request, progress)


def test_what_is_heard_again_can_be_cancelled_too(segment: Path) -> None:
    recognizer = Doubtful({(0.0, 10.0): REPEATED})
    front = Pipeline(recognizer, ScriptedDiarizer(turns("AAAAAAAAAA")))
    with pytest.raises(Cancelled):
        front.transcribe(segment, cancel=lambda: recognizer.asked == 1)
    assert recognizer.asked == 1


def test_what_is_cancelled_beforehand_is_not_even_opened(front: Pipeline) -> None:
    with pytest.raises(Cancelled):
        front.transcribe("missing.wav", cancel=lambda: True)


class Clumsy(ScriptedDiarizer):
    """Takes everything that goes wrong, also in the caller, for its own failure."""

    def diarize(self, waveform: Waveform, count: Any, progress: Progress) -> Diarization:
        try:
            return super().diarize(waveform, count, progress)
        except Exception as error:
            raise EngineError("The diarizer failed.") from error


@pytest.mark.parametrize("error", [RuntimeError("of the caller's"), InputError("of the caller's")])
def test_what_a_caller_s_own_function_raises_comes_out_as_it_is(segment: Path, error: Exception) -> None:
    def listen(stage: Stage, share: float) -> None:
        if stage is Stage.DIARIZE:
            raise error

    front = Pipeline(scripted().recognizer, Clumsy(turns("AAAAAAAAAA")))
    with pytest.raises(type(error), match="of the caller's"):
        front.transcribe(segment, listener=listen)


def children() -> list[str]:
    """What this process has started and is not gone, zombies included."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    found: list[str] = []
    for task in tasks.iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that ends meanwhile
            found += (task / "children").read_text().split()
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts children as Linux shows them")
@pytest.mark.parametrize("error", [KeyboardInterrupt, Cancelled])
def test_no_ffmpeg_is_left_when_decoding_is_stopped(
    front: Pipeline, tmp_path: Path, error: type[BaseException]
) -> None:
    path = record(tmp_path / "long.wav", "########.." * 60, 1.0)
    before, during = set(children()), set[str]()

    def listen(stage: Stage, share: float) -> None:
        during.update(children())
        if share < 1.0:
            raise error("enough")

    with pytest.raises(error):
        front.transcribe(path, listener=listen)
    assert during - before
    assert set(children()) == before


# What may be done with it


class Shared(ScriptedRecognizer):
    """Notices when two threads use it, or another like it, at once."""

    busy = threading.Lock()

    def recognize(
        self, waveform: Waveform, windows: Any, request: RecognizerOptions, progress: Progress
    ) -> RecognitionResult:
        assert self.busy.acquire(blocking=False), "two at once"
        try:
            threading.Event().wait(0.05)
            return super().recognize(waveform, windows, request, progress)
        finally:
            self.busy.release()


def shared() -> Pipeline:
    """Engines that mind being shared."""
    return Pipeline(Shared({(0.0, 10.0): _SAID}), ScriptedDiarizer(turns("AAAAAAAAAA")))


@pytest.mark.parametrize("fronts", [[shared()] * 3, [shared(), shared(), shared()]], ids=["one", "three"])
def test_threads_take_turns_with_the_engines(segment: Path, fronts: list[Pipeline]) -> None:
    async def all_at_once() -> list[Transcript]:
        return await asyncio.gather(*(asyncio.to_thread(front.transcribe, segment) for front in fronts))

    assert [text_of(transcript) for transcript in asyncio.run(all_at_once())] == [_SAID] * 3


def test_who_waits_for_the_engines_can_be_cancelled(front: Pipeline, segment: Path) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with process.engines_turn(lambda: None):
            held.set()
            done.wait(30)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(30)
    asked = itertools.count()
    try:
        with pytest.raises(Cancelled):
            front.transcribe(segment, cancel=lambda: next(asked) > 6)
    finally:
        done.set()
        other.join()


def test_a_pipeline_does_not_pickle_and_says_what_to_do(front: Pipeline) -> None:
    with pytest.raises(TypeError, match="load one in each process"):
        pickle.dumps(front)
    assert repr(front) == "<Pipeline: scripted recognizer, scripted diarizer>"


def test_what_goes_in_and_comes_out_does_pickle(front: Pipeline, segment: Path) -> None:
    given: list[Diarization | RecordingWords] = []
    transcript = front.transcribe(segment, found=given.append)
    options = Options(title="A", house=Profile("Example News"))
    for value in (transcript, options, *given):
        assert pickle.loads(pickle.dumps(value)) == value


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def in_a_fork(work: Callable[[], str]) -> str:
    """What `work` says in a fork of this process, within a minute."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def child() -> None:
        try:
            there.send(work())
        except Exception as error:  # noqa: BLE001  # whatever it is, the test reads it
            there.send(f"{type(error).__name__}: {error}")

    started = context.Process(target=child)
    started.start()
    assert here.poll(60), "it hangs"
    said: str = here.recv()
    started.join(60)
    return said


@needs_fork
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # since Python 3.12, of what is tried
def test_loaded_engines_refuse_to_work_in_a_fork_and_to_be_loaded_there_again(
    front: Pipeline, segment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_loaded_in", os.getpid())
    monkeypatch.setattr(front, "_loaded_in", os.getpid())
    for work in (lambda: text_of(front.transcribe(segment)), lambda: repr(Pipeline.load(diarizer="none"))):
        said = in_a_fork(work)
        assert said.startswith("EngineError: Engines were loaded before this process was forked")
        assert "spawn" in said
    assert text_of(front.transcribe(segment)) == _SAID


@needs_fork
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # since Python 3.12, of what is tried
def test_scripted_engines_work_in_a_fork_even_of_a_busy_process(front: Pipeline, segment: Path) -> None:
    with process.engines_turn(lambda: None):
        assert in_a_fork(lambda: text_of(front.transcribe(segment))) == _SAID


def spawned(path: str) -> str:
    """Load and work in a new process."""
    return text_of(scripted().transcribe(path))


def test_a_spawned_process_loads_its_own(segment: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(spawned, (str(segment),)) == _SAID
