"""The page as a file: what is served is what is joined, and nothing else in it can run."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from pipeline.page.document import Sound
from pipeline.review.document import POLICY, assets, list_page, review_page, scripts, self_contained
from pipeline.transcript.json_file import from_json
from pipeline.transcript.model import Transcript
from tests.golden import TRANSCRIPT

BRIDGE = from_json(TRANSCRIPT.read_bytes())
_HOSTILE = (
    "</script><script>alert(1)</script>", "<!--<script>", "<img src=x onerror=alert(1)>", '" onx="',
    "{{script}}", "\u2028", "\u202egnp.exe", "\x1b[31m", "$&", "\\u003c",
)  # fmt: skip


class Reader(HTMLParser):
    """The elements of a page, with attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), []))

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1][2].append(data)

    def scripts(self) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, "".join(text)) for tag, attributes, text in self.found if tag == "script"]


def state_of(page: str) -> dict[str, object]:
    (text,) = [text for attributes, text in Reader(page).scripts() if attributes.get("id") == "state"]
    found: dict[str, object] = json.loads(text)
    return found


def test_every_script_comes_after_those_it_imports_and_all_are_served() -> None:
    order = scripts()
    assert order[-1] == "main.js"
    for number, name in enumerate(order):
        text = (files("pipeline.review") / "assets" / name).read_text("utf-8")
        needed = re.findall(r'from "\./([a-z_]+\.js)"', text)
        assert set(needed) <= set(order[:number]), name
        assert "import(" not in text
        assert set(order) <= set(assets())
    present = {path.name for path in (files("pipeline.review") / "assets").iterdir()}
    loaded = set(assets()) | {"review.html", "programmes.html"}
    assert present - {"review.html", "programmes.html"} <= loaded, "a file that nothing loads"


def test_no_two_scripts_have_a_name_in_common_so_that_they_can_be_joined() -> None:
    owners: dict[str, str] = {}
    for name in scripts():
        text = (files("pipeline.review") / "assets" / name).read_text("utf-8")
        for own in re.findall(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", text, re.M):
            assert owners.setdefault(own, name) == name, own
        assert " as " not in "".join(line for line in text.splitlines() if line.startswith("import"))
    assert len(owners) > 100


def test_the_served_page_carries_no_word_of_the_transcript_but_its_title() -> None:
    page = review_page(BRIDGE)
    assert "Thomas" not in page
    assert f"<title>{BRIDGE.title}</title>" in page
    for attributes, text in Reader(page).scripts():
        assert attributes.get("src") or not text.strip()
    assert POLICY.replace("'", "&#x27;") in page or POLICY in page


def test_the_self_contained_page_loads_nothing_and_imports_nothing() -> None:
    page = self_contained(BRIDGE)
    reader = Reader(page)
    for tag, attributes, _ in reader.found:
        assert not {"src", "srcset", "action"} & attributes.keys(), tag
        assert tag != "link" or (attributes.get("href") or "").startswith("data:")
    (script,) = [text for attributes, text in reader.scripts() if attributes.get("type") == "module"]
    assert not re.search(r"^(?:import|export)\b", script, re.MULTILINE)
    assert "https://" not in script.replace('https://"', "")


def test_it_knows_the_recording_beside_it_or_carries_the_sound() -> None:
    media = state_of(self_contained(BRIDGE))["media"]
    assert media == {"state": "ready", "kind": "audio", "name": "segment.opus", "url": "./segment.opus"}
    carried = state_of(self_contained(BRIDGE, Sound("audio/ogg", b"OggS")))["media"]
    assert isinstance(carried, dict)
    assert carried["url"] == "data:audio/ogg;base64,T2dnUw=="
    unknown = state_of(self_contained(replace(BRIDGE, recording=None)))["media"]
    assert isinstance(unknown, dict)
    assert unknown["state"] == "missing"


@pytest.mark.parametrize("text", _HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    first, *others = BRIDGE.paragraphs
    hostile: Transcript = replace(BRIDGE, title=text, paragraphs=(replace(first, text=text), *others))
    for page, plain in (
        (self_contained(hostile), self_contained(BRIDGE)),
        (review_page(hostile), review_page(BRIDGE)),
    ):
        found = [(tag, sorted(attributes)) for tag, attributes, _ in Reader(page).found]
        assert found == [(tag, sorted(attributes)) for tag, attributes, _ in Reader(plain).found]
    assert state_of(self_contained(hostile))["paragraphs"]
    assert "<b>" not in list_page("<b>x")
