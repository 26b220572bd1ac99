"""What people get wrong, each answered by one line that says what to type instead."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from pipeline import transcriber as newsroom
from tests.cli.conftest import BARE
from tests.support.cli import call
from tests.support.media import tone

_COMMANDS = [
    ("transcrbe news.wav", 2, "Did you mean `pipeline transcribe`?"),
    ("TRANSCRIBE news.wav", 2, "Did you mean `pipeline transcribe`?"),
    ("trans news.wav", 2, "Did you mean `pipeline transcribe`?"),
    ("serach archive bridge", 2, "Did you mean `pipeline search`?"),
    ("news.wav", 2, "`pipeline transcribe news.wav`"),
    ("help", 2, "`pipeline --help`"),
    ("help transcribe", 2, "`pipeline transcribe --help`"),
    ("version", 2, "`pipeline --version`"),
    ("convert transcript.json", 2, "Did you mean `pipeline render`?"),
    ("xyzzy", 2, "`pipeline --help` lists all."),
    ("models lst", 2, "Did you mean `pipeline models list`?"),
    ("models install starter", 2, "Did you mean `pipeline models pull`?"),
    ("models list --installed", 2, "`pipeline models list --help`"),
    ("models pull starter-big", 2, "Did you mean 'starter'?"),
    ("models pull whispr-base", 2, "Did you mean 'whisper-base'?"),
    ("models pull whisper base", 2, "Did you mean 'whisper-base'?"),
    ("models path nosuch", 2, "Known names: starter"),
    ("models import nosuch", 2, "'nosuch' does not exist"),
]
_PATHS = [
    ("transcribe shows", 3, "For a whole folder: `pipeline batch shows ARCHIVE`."),
    ("probe shows", 3, "`pipeline batch shows ARCHIVE`"),
    ("batch news.wav archive", 3, "`pipeline transcribe news.wav`"),
    ("watch news.wav archive", 3, "`pipeline transcribe news.wav`"),
    (
        "transcribe https://a.example/news.mp4",
        3,
        "'https://a.example/news.mp4' is an address, no file. Download it",
    ),
    ("transcribe rtmp://a.example/live", 3, "Download it first"),
    ("batch http://a.example/ archive", 3, "Download it first"),
    ("transcribe file:///desk/my%20news.wav", 3, "Write the path: '/desk/my news.wav'"),
    ("transcribe transcript.json", 3, "It is a transcript: `pipeline render transcript.json`"),
    ("transcribe data.json", 3, "It is a JSON file: name the sound"),
    ("transcribe notes.txt", 3, "It is text: name the sound"),
    ("transcribe notes.pdf", 3, "It is a PDF: name the sound"),
    ("transcribe notes.docx", 3, "It is a Word file or a ZIP archive: name the sound"),
    ("transcribe film.srt", 3, "It is a file of subtitles: name the sound"),
    ("transcribe page.mp4", 3, "It is a web page: name the sound"),
    ("transcribe picture.png", 3, "It is a picture: name the sound"),
    ("transcribe empty.mp4", 3, "is empty (0 bytes). Was it copied completely?"),
    ("transcribe news.wv", 3, "Did you mean 'news.wav'?"),
    ("transcribe News.WAV", 3, "Did you mean 'news.wav'?"),
    ("transcribe nowhere/news.wav", 3, "There is no folder 'nowhere' either."),
    ("transcribe 'news.wav '", 3, "Without the quotes or blanks around it there is 'news.wav'"),
    ("transcribe \"'news.wav'\"", 3, "Without the quotes or blanks around it there is 'news.wav'"),
    ("transcribe 'news.wav\n'", 3, "Without the quotes or blanks around it there is 'news.wav'"),
    ("transcribe '~/news.wav'", 3, "In quotes ~ stays a ~: write '/"),
    ("transcribe '*.mp4'", 3, "No file fits this pattern"),
    ("batch 'shows/*.wav' archive", 3, "No file fits this pattern"),
    ("transcribe 'C:\\Users\\me\\news.mp4'", 3, "looks like a path of Windows"),
    ("transcribe -", 3, "Nothing is read from a pipe. Save it to a file first"),
    ("transcribe -- --quiet", 3, "Options stand before --"),
    ("render news.wav", 8, "is no transcript. A recording? `pipeline transcribe news.wav -o DIR`"),
    ("relabel news.wav", 8, "`pipeline transcribe news.wav -o DIR`"),
    ("render transcript.txt", 8, "The transcript beside it is 'transcript.json'"),
    ("render film.srt", 8, "is a file of subtitles, no transcript. Give the .json file"),
    ("render shows", 3, "There is no transcript in"),
    ("render transcrip.json", 3, "Did you mean 'transcript.json'?"),
    ("verify news.wav", 3, "is a file. Name the folder that `pipeline batch SRC DST` wrote"),
    ("verify shows", 3, "There are no transcripts in 'shows'"),
    ("verify showz", 3, "Did you mean 'shows'?"),
    ("search shows bridge", 3, "There is no search index in 'shows'"),
    ("search news.wav bridge", 3, "is a file. Name the folder"),
    ("search showz bridge", 3, "Did you mean 'shows'?"),
    ("evaluate transcript.json refrence.txt", 3, "nothing to compare at 'refrence.txt'"),
    ("batch shows notes.txt --dry-run", 7, "'notes.txt' is a file, no folder"),
]
_VALUES = [
    ("transcribe", 2, "As in `pipeline transcribe news.mp4`."),
    ("batch shows", 2, "Missing argument 'DST'. As in `pipeline batch recordings archive"),
    ("search shows ''", 2, "Say what to look for"),
    ("search bridge", 2, "As in `pipeline search archive harbour bridge`."),
    ("schema transcript.json", 2, "`pipeline schema --help`"),
    ("transcribe news.wav --specers 2", 2, "Did you mean `--speakers`?"),
    ("transcribe news.wav --lang en", 2, "Did you mean `--language`?"),
    ("transcribe news.wav --model base", 2, "Did you mean `--asr`?"),
    ("transcribe news.wav --json", 2, "Did you mean `-f json`?"),
    ("batch shows archive --threads 4", 2, "Did you mean `--jobs`?"),
    ("transcribe news.wav --gpu", 2, "No such option '--gpu'. `pipeline transcribe --help` lists all."),
    ("transcribe news.wav --output", 2, "'--output' requires an argument"),
    ("transcribe news.wav -o article.txt", 2, "-o names a folder; for one file: `> article.txt`"),
    ("render transcript.json -f article -f text", 2, "add -o DIR"),
    ("transcribe news.wav -f nosuch", 2, "'nosuch' is not one of 'article'"),
    ("transcribe news.wav -f articel", 2, "Did you mean 'article'?"),
    ("transcribe news.wav --language english", 2, "`--language en`"),
    ("transcribe news.wav --language Deutsch", 2, "`--language de`"),
    ("transcribe news.wav --language germn", 2, "Did you mean `--language de`?"),
    ("transcribe news.wav --language eng", 2, "`--language en`"),
    ("transcribe news.wav --language gibberish-tongue", 2, "is not a code of a language"),
    ("transcribe news.wav --speakers two", 2, "'two' is not a whole number from 1, as in 2"),
    ("transcribe news.wav --speakers 0", 2, "'0' is not a whole number"),
    ("transcribe news.wav --speakers -1", 2, "'-1' is not a whole number"),
    ("transcribe news.wav --min-speakers 3 --max-speakers 2", 2, "min_speakers (3) exceeds max_speakers (2)"),
    ("transcribe news.wav --beam 0", 2, "'0' is not a whole number"),
    ("batch shows archive --jobs all", 2, "'all' is not a whole number"),
    ("transcribe news.wav --asr base", 2, "Did you mean `whisper:base`?"),
    ("transcribe news.wav --asr whisper", 2, "Did you mean `whisper:base`?"),
    ("transcribe news.wav --asr whisper-small.en", 2, "Did you mean `whisper:small.en`?"),
    ("transcribe news.wav --asr large", 2, "Did you mean `whisper:large-v3`?"),
    ("transcribe news.wav --diarizer pyannote", 2, "pyannote:OWNER/NAME"),
    ("transcribe news.wav --diarizer non", 2, "Did you mean `none`?"),
    ("transcribe news.wav --cast 'Anna Ford'", 3, "This option wants the name of a file"),
    ("transcribe news.wav --cast note.txt", 3, "Did you mean 'notes.txt'?"),
    ("transcribe news.wav --cast people.csv", 8, "'Clara Hughes = anchor'"),
    ("transcribe news.wav --glossary shows", 3, "'shows' is a folder. Name the file inside it."),
    ("transcribe news.wav --profile notes.txt", 8, "is not TOML"),
    ("transcribe news.wav --published yesterday", 2, "is not a date like 2025-02-04"),
    ("transcribe news.wav --published 12/31/2025", 2, "is not a date like 2025-02-04"),
    ("search shows bridge --since yesterday", 2, "is not a date like 2025-02-04"),
    ("watch shows archive --poll 0", 2, "0.0 is not in the range"),
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what lies about on a desk, and nothing that could listen."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(newsroom, "load_recognizer", None)  # calling it would be a fault in the program
    (tmp_path / "shows").mkdir()
    tone(tmp_path / "news.wav")
    contents = {
        "transcript.json": json.dumps(BARE).encode(), "transcript.txt": b"[00:00:00] Good evening.\n",
        "data.json": b'{"rows": []}', "notes.txt": b"Call the harbour office.\n", "empty.mp4": b"",
        "notes.pdf": b"%PDF-1.7\n%\xe2\xe3", "notes.docx": b"PK\x03\x04\x14\0\0\0",
        "film.srt": b"1\n00:00:01,000 --> 00:00:02,000\nGood evening.\n",
        "page.mp4": b"<!DOCTYPE html>\n<title>Sign in</title>",
        "picture.png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "people.csv": b"Anna Ford,anchor\n",
    }  # fmt: skip
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize(("typed", "code", "answer"), _COMMANDS + _PATHS + _VALUES)
def test_a_mistake_is_answered_by_one_useful_line_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], desk: Path, typed: str, code: int, answer: str
) -> None:
    before = sorted(desk.rglob("*"))
    result = call(capsys, *shlex.split(typed))
    assert (result.code, result.out) == (code, "")
    assert result.complaint.startswith("pipeline: ")
    assert result.complaint.isprintable()
    assert answer in result.complaint
    assert sorted(desk.rglob("*")) == before


def test_at_least_fifty_five_mistakes_are_known() -> None:
    assert len({typed for typed, _, _ in _COMMANDS + _PATHS + _VALUES}) >= 55


@pytest.mark.parametrize("code", ["en-US", "en_GB", "EN", " en"])
def test_a_language_with_its_region_or_in_capitals_is_its_code(
    capsys: pytest.CaptureFixture[str], recording: Path, scripted: None, code: str
) -> None:
    assert call(capsys, "transcribe", recording, "--language", code).code == 0
