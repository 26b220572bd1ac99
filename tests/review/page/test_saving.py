"""The page and the program: what is corrected is in the file, and nothing is lost between a key and an answer."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.review.page.conftest import Opens, Running, until

pytestmark = pytest.mark.slow


def texts(page: Any) -> list[str]:
    return [
        str(text)
        for text in page.evaluate("[...document.querySelectorAll('.p .w')].map((one) => one.textContent)")
    ]


def write(page: Any, number: int, text: str) -> None:
    """Click at the start of a paragraph and type."""
    page.locator(".p .w").nth(number).click(position={"x": 1, "y": 12})
    page.keyboard.press("Home")
    page.keyboard.type(text)


def is_saved(page: Any) -> None:
    until(page, "document.querySelector('#saved').textContent === 'Saved'")


def test_what_is_typed_is_in_the_file_and_there_after_a_reload(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    write(page, 0, "Well. ")
    page.keyboard.press("Escape")
    is_saved(page)
    assert "Well. Good evening" in json.dumps(program.written()["paragraphs"])
    page.reload()
    until(page, "performance.getEntriesByName('ready').length > 0")
    assert "Well. Good evening" in " ".join(texts(page))
    assert (
        page.evaluate(
            "Object.keys(localStorage).filter((key) => !key.includes('view') && !key.includes('options'))"
        )
        == []
    )


def test_undo_reaches_behind_a_reload(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    before = texts(page)
    write(page, 0, "Well ")
    page.keyboard.press("Escape")
    is_saved(page)
    page.reload()
    until(page, "performance.getEntriesByName('ready').length > 0")
    assert texts(page) != before
    page.keyboard.press("Control+Z")
    until(
        page,
        f"rowAt0() === {json.dumps(before[0])}".replace(
            "rowAt0()", "document.querySelector('.p .w').textContent"
        ),
    )
    is_saved(page)
    assert texts(page) == before


def test_undo_and_redo_of_what_was_sent(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    before = texts(page)
    page.locator(".p .w").nth(9).focus()
    page.keyboard.press("q")
    is_saved(page)
    until(page, "document.querySelectorAll('.quoted').length === 1")
    assert len(texts(page)) > len(before)
    page.keyboard.press("Control+Z")
    until(page, "document.querySelectorAll('.quoted').length === 2")
    is_saved(page)
    assert texts(page) == before
    page.keyboard.press("Control+Y")
    until(page, "document.querySelectorAll('.quoted').length === 1")
    is_saved(page)
    page.keyboard.press("Control+Z")
    until(page, "document.querySelectorAll('.quoted').length === 2")
    assert texts(page) == before


def test_what_another_person_does_appears_and_the_same_paragraph_is_told(
    program: Running, visits: Opens
) -> None:
    address = program.start()
    one, other = visits(address, "one"), visits(address, "other")
    write(one, 2, "Now ")
    one.keyboard.press("Escape")
    is_saved(one)
    other.evaluate("dispatchEvent(new Event('focus'))")
    until(other, "document.querySelectorAll('.p .w')[2].textContent.startsWith('Now ')")
    until(other, "document.querySelector('#say').textContent.includes('changed 1 paragraph.')")
    other.locator(".p .w").nth(0).click()
    one.locator(".p .w").nth(0).click()
    one.keyboard.press("Control+A")
    one.keyboard.type("Tonight it is Clara Hughes.")
    one.keyboard.press("Escape")
    is_saved(one)
    other.keyboard.press("Control+A")
    other.keyboard.type("Something else.")
    other.keyboard.press("Escape")
    until(other, "!document.querySelector('#notice').hidden")
    assert "changed the same paragraph" in other.inner_text("#notice")
    other.click("text=Show both")
    assert [text.split("\n", 1)[1].strip() for text in other.locator(".version").all_inner_texts()] == [
        "Something else.", "Tonight it is Clara Hughes.",
    ]  # fmt: skip
    other.keyboard.press("ArrowDown")
    other.keyboard.press("Enter")
    until(other, "document.querySelector('.p .w').textContent.startsWith('Tonight it')")
    is_saved(other)
    assert "Tonight it is" in json.dumps(program.written()["paragraphs"])


def test_nothing_of_the_server_changes_under_the_caret(program: Running, visits: Opens) -> None:
    address = program.start()
    one, other = visits(address, "one"), visits(address, "other")
    write(one, 0, "Well ")
    until(one, "document.querySelector('#saved').textContent === 'Saved'")
    write(other, 1, "Yes ")
    other.keyboard.press("Escape")
    is_saved(other)
    one.evaluate("dispatchEvent(new Event('focus'))")
    one.wait_for_timeout(300)
    assert not texts(one)[1].startswith("Yes")
    one.keyboard.type("then ")
    assert texts(one)[0].startswith("Well then Good")
    one.keyboard.press("Escape")
    until(one, "document.querySelectorAll('.p .w')[1].textContent.startsWith('Yes ')")
    assert texts(one)[0].startswith("Well then Good")


def test_a_program_that_is_killed_between_a_key_and_the_answer_loses_nothing(
    program: Running, visits: Opens
) -> None:
    page = visits(program.start())
    program.kill()
    write(page, 0, "Well ")
    page.keyboard.press("Escape")
    until(page, "!document.querySelector('#notice').hidden")
    notice = page.inner_text("#notice")
    assert "Not saved: the program has stopped." in notice
    assert "Your last change is kept in this browser and is sent when it runs again." in notice
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
    page.keyboard.press("Escape")
    until(page, "document.querySelector('#notice').textContent.includes('earlier run')")
    assert "use its new address" in page.inner_text("#notice")


def test_the_history_is_told_and_any_step_of_it_is_undone(program: Running, visits: Opens) -> None:
    page = visits(program.start("--by", "R. Ito"))
    before = texts(page)
    write(page, 0, "Well ")
    page.keyboard.press("Escape")
    write(page, 2, "Now ")
    page.keyboard.press("Escape")
    is_saved(page)
    page.click("#saved")
    until(page, "document.querySelectorAll('#entries li').length === 2")
    assert "R. Ito" in page.inner_text("#entries")
    page.locator("#entries li").nth(1).get_by_text("Undo this").click()
    until(page, f"document.querySelector('.p .w').textContent === {json.dumps(before[0])}")
    is_saved(page)
    assert texts(page)[2].startswith("Now Our")


def test_signing_off_is_in_the_file_and_a_later_edit_lifts_it(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    page.click("#signoff")
    page.keyboard.type("R. Ito")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#facts').textContent.includes('Checked by R. Ito')")
    assert page.is_hidden("#signoff")
    assert page.get_attribute("#tab-article", "aria-selected") == "true"
    is_saved(page)
    assert "R. Ito" in json.dumps(program.written()["edits"])
    until(page, "document.querySelector('#article')?.textContent.includes('Good evening')")
    assert page.inner_text("#article").startswith("Harbour bridge reopens")
    page.locator(".p .w").nth(9).focus()
    page.keyboard.press("q")
    assert "Changed since R. Ito checked it" in page.inner_text("#facts")
    assert page.is_visible("#signoff")
    is_saved(page)
    assert "Changed since R. Ito checked it" in page.inner_text("#facts")


def test_a_recording_that_has_gone_is_told_and_the_text_stays(program: Running, visits: Opens) -> None:
    (program.path.parent / "segment.opus").unlink()
    page = visits(program.start())
    assert "The recording is not where it was: segment.opus." in page.inner_text("#notice")
    write(page, 0, "Well ")
    page.keyboard.press("Escape")
    is_saved(page)


def test_a_recording_that_cannot_be_played_is_told(program: Running, visits: Opens) -> None:
    (program.path.parent / "segment.opus").write_bytes(b"OggS" + bytes(4000))
    page = visits(program.start())
    until(page, "document.querySelector('#notice').textContent.includes('cannot be played here')")
    write(page, 0, "Well ")
    page.keyboard.press("Escape")
    is_saved(page)


def test_a_full_disk_is_told_and_tried_again(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    page.route("**/edits", lambda route: route.fulfill(status=507, json={"error": "the disk is full"}))
    write(page, 0, "Well ")
    page.keyboard.press("Escape")
    until(page, "document.querySelector('#notice').textContent.includes('Not saved: the disk is full.')")
    assert page.inner_text("#saved") == "Not saved"
    page.unroute("**/edits")
    page.click("text=Try again")
    is_saved(page)
    assert page.is_hidden("#notice")
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
    page.keyboard.press("Escape")
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
    until(page, "performance.getEntriesByName('ready').length > 0")
    assert page.inner_text("#notice b") == "Making the sound playable, about 20 s."
    assert page.evaluate("document.querySelector('#notice progress').value") == 0.4
    write(page, 0, "Well ")
    page.keyboard.press("Escape")
    is_saved(page)
    until(page, "document.querySelector('#media').readyState > 0")
    assert page.is_hidden("#notice")


def test_a_step_that_cannot_be_placed_is_told(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    page.click("#tab-voices")
    page.route(
        "**/edits",
        lambda route: route.continue_(
            post_data=route.request.post_data.replace('"label":"S3"', '"label":"S77"')
        ),
    )
    page.fill("[aria-label='Name of Voice 3']", "Peter Lane")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#notice').textContent.includes('1 change could not be placed.')")
    assert page.locator(".who b").nth(2).inner_text() == "Voice 3"


def test_a_tap_hears_and_a_second_tap_writes(program: Running, visits: Opens) -> None:
    page = visits(program.start(), has_touch=True)
    page.locator(".p .w").nth(1).tap()
    until(page, "!document.querySelector('#media').paused")
    assert page.locator("[contenteditable]").count() == 0
    page.locator(".p .w").nth(1).tap()
    until(page, "document.querySelectorAll('[contenteditable]').length === 1")


def test_following_stops_for_the_wheel_and_goes_on_with_f(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    page.keyboard.press(" ")
    until(page, "!document.querySelector('#media').paused")
    page.mouse.move(400, 400)
    page.mouse.wheel(0, 600)
    until(page, "document.querySelector('#follow').getAttribute('aria-pressed') === 'false'")
    page.keyboard.press("f")
    assert page.get_attribute("#follow", "aria-pressed") == "true"
    until(page, "document.querySelector('.p.now').getBoundingClientRect().top > 60")


def test_where_one_was_is_kept(program: Running, visits: Opens) -> None:
    page = visits(program.start())
    page.keyboard.press("n")
    page.keyboard.press("n")
    until(page, "!document.querySelector('#media').paused")
    page.keyboard.press(" ")
    place = page.get_attribute(".place.open", "data-place")
    page.reload()
    until(page, "performance.getEntriesByName('ready').length > 0")
    assert page.get_attribute(".place.open", "data-place") == place
    assert page.evaluate("document.querySelector('#media').paused")


def test_a_whole_item_is_corrected_by_keyboard_alone(program: Running, visits: Opens) -> None:
    page = visits(program.start("--by", "R. Ito"))
    count = page.locator(".flag").count()
    assert count > 0
    for key in ["n", *"y" * count]:
        page.keyboard.press(key)
        is_saved(page)
    assert page.inner_text("#summary h2") == "Nothing left to look at."
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#facts').textContent.includes('Checked by R. Ito')")
    is_saved(page)
    page.reload()
    until(page, "performance.getEntriesByName('ready').length > 0")
    assert "Checked by R. Ito" in page.inner_text("#facts")
    assert page.locator(".flag").count() == 0


def test_the_page_as_one_file_opens_from_a_disk(program: Running, visits: Opens) -> None:
    page_file = program.path.parent / "one.html"
    command = [sys.executable, "-m", "pipeline", "review", str(program.path), "--export", str(page_file)]
    subprocess.run(command, check=True, capture_output=True)
    page = visits("about:blank", ready=False)
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    until(page, "performance.getEntriesByName('ready').length > 0")
    until(page, "document.querySelector('#media').readyState > 0")
    write(page, 0, "Well ")
    page.keyboard.press("Escape")
    assert page.inner_text("#saved") == "1 change is in this browser only. Download them"
    with page.expect_download() as told:
        page.click("#saved")
    corrections = program.path.parent / "corrections.json"
    told.value.save_as(corrections)
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "correct", str(program.path), "--from", str(corrections)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Well Good evening" in json.dumps(program.written()["paragraphs"])
    assert said == []
    assert {address.rpartition("/")[2] for address in asked if address.startswith("file:")} == {
        "one.html",
        "segment.opus",
    }
