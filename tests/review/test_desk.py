"""The desk: every correction is in the file before it is answered, and what others write is taken up."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from pipeline.corrections.correct import Corrections
from pipeline.corrections.step import Step
from pipeline.errors import DocumentError, InputError, OutputError, PipelineError
from pipeline.formats import FORMATS, render
from pipeline.review.desk import Desk, UnknownVersionError
from pipeline.transcript.model import Transcript
from tests.support.corrected import FERRY, correcting
from tests.support.steps import step, where

SHIPS = 3


def rewriting(text: str, name: str = "") -> Step:
    return step({"do": "rewrite", "texts": [{"where": where(FERRY, SHIPS), "text": text}]}, name=name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    FERRY.save(tmp_path / "ferry.json")
    return tmp_path / "ferry.json"


@pytest.fixture
def desk(path: Path) -> Desk:
    return Desk(path, _fail)


def _fail(error: PipelineError) -> None:
    raise AssertionError(error)


def test_a_step_is_in_the_file_when_it_is_answered_and_only_what_changed_is_told(
    desk: Desk, path: Path
) -> None:
    version, view = desk.whole()
    answer = desk.make(version, "R. Ito", (rewriting("The ships move."),))
    assert Transcript.load(path).paragraphs[SHIPS].text == "The ships move."
    changed = answer.news.paragraphs
    assert (changed["at"], changed["gone"]) == (SHIPS, 1)
    (now,) = changed["now"]
    assert (now["text"], now["heard"]) == (
        "The ships move.", "The ships lie still, and Kevin Rut expects no quick end."
    )  # fmt: skip
    assert len(view.paragraphs) == len(desk.whole()[1].paragraphs)
    assert desk.news(answer.news.version) is None


def test_each_page_is_told_what_changed_since_its_own_version(desk: Desk) -> None:
    version, _ = desk.whole()
    desk.make(version, "R. Ito", (rewriting("The ships move."),))
    second = desk.make(version, "K. Osei", (step({"do": "title", "text": "Ferries"}),))
    assert second.news.paragraphs["at"] == SHIPS  # R. Ito's, which this page had not seen
    assert second.news.by == ("K. Osei", "R. Ito")
    news = desk.news(version)
    assert news is not None
    assert news.changing["title"] == "Ferries"


def test_nothing_is_remembered_of_a_version_of_another_run(desk: Desk, path: Path) -> None:
    with pytest.raises(UnknownVersionError):
        desk.news("0-0")
    before = path.read_bytes()
    with pytest.raises(UnknownVersionError):
        desk.make("0-0", None, (rewriting("The ships move."),))
    assert path.read_bytes() == before


def test_what_the_command_corrects_meanwhile_is_taken_up(desk: Desk, path: Path) -> None:
    version, _ = desk.whole()
    correcting().title("Ferry strike").transcript.save(path, force=True)
    news = desk.news(version)
    assert news is not None
    assert (news.changing["title"], news.by) == ("Ferry strike", ("R. Ito",))
    desk.make(news.version, None, (rewriting("The ships move."),))
    held = Transcript.load(path)
    assert (held.title, held.paragraphs[SHIPS].text) == ("Ferry strike", "The ships move.")


def test_a_transcript_that_was_made_anew_keeps_the_corrections_and_the_page_goes_on(
    desk: Desk, path: Path
) -> None:
    version, _ = desk.whole()
    answer = desk.make(version, None, (rewriting("The ships move."),))
    from pipeline.corrections.carry_over import carry_over

    carry_over(FERRY, Transcript.load(path)).save(path, force=True)
    later = desk.make(answer.news.version, None, (step({"do": "title", "text": "T"}),))
    assert later.news.changing["title"] == "T"
    assert Transcript.load(path).paragraphs[SHIPS].text == "The ships move."


def test_of_a_full_disk_nothing_is_kept_and_the_next_time_it_is_made(
    desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, _ = desk.whole()
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pipeline.storage.atomic.os.fsync", full)
        with pytest.raises(OutputError, match="the disk is full"):
            desk.make(version, None, (rewriting("The ships move.", "a"),))
    assert path.read_bytes() == before
    assert desk.whole()[0] == version
    desk.make(version, None, (rewriting("The ships move.", "a"),))
    assert Transcript.load(path).paragraphs[SHIPS].text == "The ships move."


def test_a_file_that_is_gone_or_damaged_meanwhile_is_told(desk: Desk, path: Path) -> None:
    path.write_text("{", encoding="utf-8")
    with pytest.raises(DocumentError):
        desk.whole()
    path.unlink()
    with pytest.raises(InputError, match="cannot be read any more"):
        desk.whole()


def test_what_was_made_of_it_is_written_again_and_nothing_else_is_touched(path: Path) -> None:
    made, other = path.with_suffix(".txt"), path.with_suffix(".srt")
    made.write_text(render(FERRY, "article"), encoding="utf-8")
    other.write_text("somebody's own", encoding="utf-8")
    desk = Desk(path, _fail)
    version, _ = desk.whole()
    answer = desk.make(version, None, (rewriting("The ships move."),))
    desk.close()
    assert "The ships move." in made.read_text(encoding="utf-8")
    assert other.read_text(encoding="utf-8") == "somebody's own"
    # What somebody has changed there meanwhile is theirs from then on.
    made.write_text("mine now", encoding="utf-8")
    desk.make(answer.news.version, None, (step({"do": "title", "text": "T"}),))
    desk.close()
    assert made.read_text(encoding="utf-8") == "mine now"


def test_it_is_written_again_when_it_has_been_quiet_for_a_while(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.review.made_beside._QUIET", 0.01)
    made = path.with_suffix(".txt")
    made.write_text(render(FERRY, "article"), encoding="utf-8")
    desk = Desk(path, _fail)
    desk.make(desk.whole()[0], None, (rewriting("The ships move."),))
    for _ in range(500):
        if "The ships move." in made.read_text(encoding="utf-8"):
            return
        threading.Event().wait(0.02)
    raise AssertionError("it was not written")


def test_many_pages_at_once_lose_nothing(desk: Desk, path: Path) -> None:
    version, _ = desk.whole()
    names = [f"n{number}" for number in range(8)]

    def page(name: str) -> None:
        desk.make(version, name, (step({"do": "name", "label": "S2", "name": name}, name=name),))

    threads = [threading.Thread(target=page, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = json.loads(path.read_text(encoding="utf-8"))
    assert sorted(edit["by"] for edit in held["edits"]) == names


def test_corrections_of_what_is_left_out_by_now_do_not_wait_for_a_place(desk: Desk, path: Path) -> None:
    version, _ = desk.whole()
    answer = desk.make(version, None, (rewriting("The ships move, slowly!"),))
    part = FERRY.paragraphs[SHIPS]
    answer = desk.make(
        answer.news.version, None, (step({"do": "drop", "start": part.start, "end": part.end}),)
    )
    assert any(edit.unplaced for edit in Transcript.load(path).edits)
    assert answer.news.changing["unplaced"] == ()
    back = desk.make(answer.news.version, None, (step({"do": "keep", "start": part.start, "end": part.end}),))
    assert [one["text"] for one in back.news.paragraphs["now"]] == ["The ships move, slowly!"]


def test_what_was_to_be_written_beside_it_follows_what_another_program_wrote_meanwhile(path: Path) -> None:
    made = path.with_suffix(".txt")
    made.write_text(render(FERRY, "article"), encoding="utf-8")
    desk = Desk(path, _fail)
    desk.make(desk.whole()[0], None, (rewriting("The ships move."),))
    held = Transcript.load(path)
    Corrections(held).title("Ferry strike").transcript.save(path, force=True)  # before it has been quiet
    desk.whole()
    desk.close()
    text = made.read_text(encoding="utf-8")
    assert text.startswith("Ferry strike")
    assert "The ships move." in text


def test_a_file_beside_it_that_cannot_be_written_is_told_and_the_others_are_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    for name in ("article", "srt"):
        path.with_suffix(FORMATS[name].suffix).write_text(str(render(FERRY, name)), encoding="utf-8")
    desk = Desk(path, lambda error: told.append(str(error)))
    version = desk.make(
        desk.whole()[0], None, (rewriting("The ships have moved away from the harbor at last."),)
    ).news.version

    def write(target: Path, data: bytes, *, force: bool) -> None:
        if target.suffix == ".txt":
            raise OutputError("It is open elsewhere.")
        target.write_bytes(data)

    with monkeypatch.context() as patched:
        patched.setattr("pipeline.review.made_beside.write_bytes", write)
        desk.close()
    assert told == ["It is open elsewhere."]
    assert "have moved" in path.with_suffix(".srt").read_text(encoding="utf-8")
    desk.make(version, None, (step({"do": "title", "text": "T"}),))
    desk.close()
    assert path.with_suffix(".txt").read_text(encoding="utf-8").startswith("T\n")
