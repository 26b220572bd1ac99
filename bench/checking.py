"""`python -m bench.checking TRANSCRIPT REFERENCE`: keys on the review page until the words are right.

An editor without a mouse is played in Chromium: every place is opened, and settled where nothing is wrong in
its paragraph; what is wrong there is typed; then come the paragraphs that no place led to. The reference is
a text, or turns with `text` (.tsv, .json). Words count as the evaluation counts them: marks and capitals do
not.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright

from pipeline import Transcript
from pipeline.evaluation.wer import normal_words, word_errors

_ROW = "[...document.querySelectorAll('#text .w')]"
_CARET = "() => { const s = getSelection(); return [Math.min(s.anchorOffset, s.focusOffset), Math.max(s.anchorOffset, s.focusOffset)]; }"  # noqa: E501  # one line of script
_PATIENCE = 400
"""Keys after which a caret that is not there will never be."""

_ROUNDS = 3
_WORD = 4
"""Letters that are gone one by one."""


@dataclass
class Count:
    """What was pressed; a chord counts once."""

    page: Page
    keys: int = 0
    letters: int = 0
    places: int = 0
    paragraphs: int = 0

    def press(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)
        self.keys += 1

    def type(self, text: str) -> None:
        """As many as it has letters."""
        self.page.keyboard.type(text)
        self.keys += len(text)
        self.letters += len(text)


@click.command()
@click.argument("transcript", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("reference", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--media", type=click.Path(exists=True, path_type=Path), help="Where the recording is.")
@click.option("--browser", default=lambda: shutil.which("chromium"), help="Chromium.")
def main(transcript: Path, reference: Path, media: Path | None, browser: str) -> None:
    """Correct TRANSCRIPT, a copy of it, until its words are those of REFERENCE."""
    wanted = reference_text(reference)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(shutil.copy(transcript, folder))
        before = word_errors(wanted, Transcript.load(path).text)
        with running(path, media) as address:
            chromium = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
            page = chromium.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address)
            until(page, "performance.getEntriesByName('ready').length > 0")
            done = Count(page)
            offered = page.locator("#places > .place").count()
            work_through_places(done, wanted)
            work_through_text(done, wanted)
            until(page, "document.querySelector('#saved').textContent.includes('Saved')")
            chromium.close()
        after = word_errors(wanted, Transcript.load(path).text)
    print(
        f"{transcript.stem}: {before.total} words, {before.errors} wrong; {offered} places, "
        f"{done.places} visited, {done.paragraphs} more paragraphs written; "
        f"{done.keys} keys, {done.letters} of them letters; "
        f"{after.errors} wrong at the end"
    )


def until(page: Page, condition: str) -> None:
    """Wait for it: Playwright's own waiting needs what the page's policy forbids."""
    for _ in range(_PATIENCE):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never: {condition}")


def reference_text(path: Path) -> str:
    """All of its words."""
    if path.suffix == ".json":
        return " ".join(turn["text"] for turn in json.loads(path.read_text("utf-8"))["turns"])
    if path.suffix == ".tsv":
        with path.open(encoding="utf-8", newline="") as file:
            return " ".join(row["text"] for row in csv.DictReader(file, delimiter="\t"))
    return path.read_text("utf-8")


def work_through_places(done: Count, wanted: str) -> None:
    """One key where nothing is wrong, what is wrong typed where something is."""
    page = done.page
    while page.locator("#places > .place:not(.done)").count():
        if not page.locator(".place.open").count():
            done.press("n")
        done.places += 1
        number = page.evaluate(f"{_ROW}.findIndex((row) => row.closest('.p').classList.contains('here'))")
        fix = fixes(texts(page), wanted).get(number)
        if fix is None:
            done.press("y" if page.locator(".place.open [aria-keyshortcuts=Y]").count() else "n")
            continue
        done.press("e")
        rewrite(done, fix)
        done.press("Control+Enter")


def work_through_text(done: Count, wanted: str) -> None:
    """What no place led to, from the top; down by the arrow, as nobody knows where the next fault is."""
    page = done.page
    page.locator("#text").focus()
    done.press("Escape")
    page.evaluate(f"{_ROW}[0].focus()")
    here, rounds = 0, 0
    while True:
        left = sorted(fixes(texts(page), wanted))
        open_ones = [number for number in left if number >= here]
        if not open_ones and left and rounds < _ROUNDS:
            here, rounds = 0, rounds + 1
            for _ in range(_PATIENCE):
                if page.evaluate(f"{_ROW}.indexOf(document.activeElement)") == 0:
                    break
                done.press("ArrowUp")
            continue
        if not open_ones:
            return
        here = open_ones[0]
        for _ in range(_PATIENCE):
            if page.evaluate(f"{_ROW}.indexOf(document.activeElement)") == here:
                break
            done.press("ArrowDown")
        done.paragraphs += 1
        done.press("Enter")
        rewrite(done, fixes(texts(page), wanted)[here])
        done.press("Escape")
        here += 1


def rewrite(done: Count, fix: Sequence[tuple[int, int, str]]) -> None:
    """Go to each stretch of letters, and type what is to stand there; from the end, so that places stay."""
    for first, last, text in sorted(fix, reverse=True):
        move(done, first, first)
        move(done, first, last, "Shift+")
        if text:
            done.type(text)
        elif first < last:
            done.press("Backspace")


def move(done: Count, first: int, last: int, shift: str = "") -> None:
    """By words, then by letters, until the selection is there."""
    side = 1 if shift else 0
    target = last if shift else first
    way, by_word = "", "Control+"
    for _ in range(_PATIENCE):
        now = done.page.evaluate(_CARET)[side]
        if now == target:
            return
        before, way = way, "ArrowRight" if now < target else "ArrowLeft"
        if (before and way != before) or abs(now - target) <= _WORD:
            by_word = ""  # it went too far, or would
        done.press(f"{by_word}{shift}{way}")
    raise AssertionError(f"the caret never came to {target}")


def texts(page: Page) -> list[str]:
    """The paragraphs as they are shown."""
    found: list[str] = page.evaluate(f"{_ROW}.map((row) => row.textContent)")
    return found


def fixes(paragraphs: Sequence[str], wanted: str) -> dict[int, list[tuple[int, int, str]]]:
    """By paragraph: letters from and to, and what is to stand there."""
    parts = [
        (match[0], (n, match.start(), match.end()))
        for n, text in enumerate(paragraphs)
        for match in re.finditer(r"\S+", text)
    ]
    right = [(word, number) for number, word in enumerate(wanted.split())]
    heard, said = normal_words(parts, "en"), normal_words(right, "en")
    matcher = SequenceMatcher(None, [one for one, _ in heard], [one for one, _ in said], autojunk=False)
    found: dict[int, list[tuple[int, int, str]]] = {}
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal" or same([one for one, _ in heard[i1:i2]], [one for one, _ in said[j1:j2]]):
            continue
        words = [right[number][0].lower() for number in dict.fromkeys(mark for _, mark in said[j1:j2])]
        spots = list(dict.fromkeys(mark for _, mark in heard[i1:i2]))
        if not spots:  # to be put in, behind the word before
            number, _, last = heard[max(0, i1 - 1)][1]
            found.setdefault(number, []).append((last, last, " " + " ".join(words)))
            continue
        number = spots[0][0]
        inside = [spot for spot in spots if spot[0] == number]
        found.setdefault(number, []).append((inside[0][1], inside[-1][2], " ".join(words)))
        for other in {spot[0] for spot in spots} - {number}:
            rest = [spot for spot in spots if spot[0] == other]
            found.setdefault(other, []).append((rest[0][1], rest[-1][2], ""))
    return found


def same(heard: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the words are the same once they are read together, as numbers are."""
    return word_errors(" ".join(said), " ".join(heard)).errors == 0


@contextmanager
def running(path: Path, media: Path | None) -> Iterator[str]:
    """`pipeline review` of a transcript; its address."""
    words = [sys.executable, "-m", "pipeline", "review", str(path), "--no-browser"]
    if media is not None:
        words += ["--media", str(media)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1]
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    main()
