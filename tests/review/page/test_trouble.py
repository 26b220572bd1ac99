"""Nothing is lost between a key and an answer, whatever stops: it is told what, and what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.review.page.conftest import Opens, Running
from tests.review.page.hands import is_ready, is_saved, reads, says, texts, until, write

pytestmark = pytest.mark.slow
_NOTHING_TO_TELL = "document.querySelector('#notice').hidden"


def test_a_program_that_is_killed_between_a_key_and_the_answer_loses_nothing(
    program: Running, visits: Opens
) -> None:
    page = visits(program.start())
    program.kill()
    write(page, 0, "Well ")
    says(page, "#notice", "Not saved: the program has stopped.")
    says(page, "#notice", "Your last change is kept in this browser and is sent when it runs again.")
    with page.expect_download() as told:
        page.click("text=Save them as a file")
    saved = json.loads(told.value.path().read_text("utf-8"))
    assert saved["schema"] == "broadcast-corrections/1"
    assert saved["steps"][0]["actions"][0]["texts"][0]["text"].startswith("Well Good evening")
    page.close()
    page = visits(program.start())
    assert texts(page)[0].startswith("Well Good evening")
    is_saved(page)
    assert "Well Good evening" in json.dumps(program.written()["paragraphs"])


def test_a_page_of_an_earlier_run_says_so(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    program.kill()
    program.start()
    write(page, 0, "Well ")
    says(page, "#notice", "earlier run")
    says(page, "#notice", "use its new address")


def test_a_recording_that_has_gone_is_told_and_the_text_stays(program: Running, visits: Opens) -> None:
    (program.path.parent / "segment.opus").unlink()
    page = visits(program.start())
    says(page, "#notice", "The recording is not where it was: segment.opus.")
    write(page, 0, "Well ")
    is_saved(page)


def test_another_recording_than_the_one_that_was_transcribed_is_told_and_played(
    program: Running, visits: Opens
) -> None:
    recording = program.path.parent / "segment.opus"
    page = visits(program.start())
    until(page, "document.querySelector('#media').readyState > 0")
    asked = page.context.request
    while asked.get(page.url + "media-state").json()["same"] is None:
        page.wait_for_timeout(50)
    assert page.evaluate(_NOTHING_TO_TELL)
    program.kill()
    recording.write_bytes(recording.read_bytes() + b"another")
    page = visits(program.start())
    says(page, "#notice", "This is not the recording that was transcribed: segment.opus.")
    until(page, "document.querySelector('#media').readyState > 0")
    write(page, 0, "Well ")
    is_saved(page)


def test_a_recording_that_cannot_be_played_is_told(program: Running, visits: Opens) -> None:
    (program.path.parent / "segment.opus").write_bytes(b"OggS" + bytes(4000))
    page = visits(program.start())
    says(page, "#notice", "cannot be played here")
    write(page, 0, "Well ")
    is_saved(page)


def test_a_full_disk_is_told_and_tried_again(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    page.route("**/edits", lambda route: route.fulfill(status=507, json={"error": "the disk is full"}))
    write(page, 0, "Well ")
    says(page, "#notice", "Not saved: the disk is full.")
    reads(page, "#saved", "Not saved")
    page.unroute("**/edits")
    page.click("text=Try again")
    is_saved(page)
    until(page, _NOTHING_TO_TELL)
    assert "Well Good evening" in json.dumps(program.written()["paragraphs"])


def test_a_transcript_that_was_made_anew_takes_the_changes(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    answers = [409]
    page.route(
        "**/edits",
        lambda route: (
            route.fulfill(status=answers.pop(), json={"error": ""}) if answers else route.continue_()
        ),
    )
    write(page, 0, "Well ")
    is_saved(page)
    assert texts(page)[0].startswith("Well Good evening")
    assert "Well Good evening" in json.dumps(program.written()["paragraphs"])


def test_while_the_sound_is_made_playable_the_text_can_be_corrected(
    program: Running, visits: Opens, browser: Any
) -> None:
    address = program.start()
    page = visits("about:blank", ready=False)
    states = [{"state": "making", "kind": "audio", "name": "a.mxf", "progress": 0.4, "left": 19.2}] * 2
    whole = page.context.request.get(address + "transcript").json()
    page.route("**/transcript", lambda route: route.fulfill(json={**whole, "media": states[0]}))
    page.route(
        "**/media-state", lambda route: route.fulfill(json=states.pop()) if states else route.continue_()
    )
    page.goto(address)
    is_ready(page)
    reads(page, "#notice b", "Making the sound playable, about 20 s.")
    assert page.evaluate("document.querySelector('#notice progress').value") == 0.4
    write(page, 0, "Well ")
    is_saved(page)
    until(page, "document.querySelector('#media').readyState > 0")
    until(page, _NOTHING_TO_TELL)


def test_a_step_that_cannot_be_placed_is_told(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    page.click("#tab-voices")
    page.route(
        "**/edits",
        lambda route: route.continue_(
            post_data=route.request.post_data.replace('"label":"S3"', '"label":"S77"')
        ),
    )
    page.fill("[aria-label='Name of Peter Lane']", "Petra Lane")
    page.keyboard.press("Enter")
    says(page, "#notice", "1 change could not be placed.")
    reads(page, ".who b >> nth=2", "Peter Lane")
