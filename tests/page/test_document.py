"""The page as a file: complete, and with nothing in it that somebody else could make do something."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import Transcript, from_json, relabel
from pipeline.page.document import Sound, read_along
from pipeline.transcript.doubt import Doubt
from pipeline.transcript.model import Excluded, Paragraph, Passage, Role, Source, Speaker, Utterance
from pipeline.transcript.recording import Recording
from tests.golden import TRANSCRIPT
from tests.support.drawing import dialogue

_VOID = frozenset({"meta", "link", "input", "br", "path", "rect"})
_ADDRESSES = frozenset({"src", "href", "action", "data", "srcset", "poster", "formaction"})
_HOSTILE = (
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", '" onmouseover="alert(1)', "]]>-->",
    "{{script}}", "&lt;b&gt;", "\u202egnp.exe", "\x1b[31m", "javascript:alert(1)", "../../etc/passwd",
)  # fmt: skip


class Reader(HTMLParser):
    """Everything that a browser would see: elements with their attributes, and texts by element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.setdefault(self._open[-1] if self._open else "", []).append(data)

    def of_class(self, name: str) -> list[dict[str, str]]:
        """Attributes of the elements of a class."""
        return [one for _, one in self.elements if name in one.get("class", "").split()]


def hostile(text: str) -> Transcript:
    """A transcript that holds `text` wherever there is a text."""
    said = dialogue(("S1", text), ("S2", text))
    speakers = (Speaker("S1", Role.ANCHOR, text), Speaker("S2", Role.EXPERT, text))
    doubt = Doubt("name", 1, 0.5, text)
    printed = (
        Paragraph(0.0, 4.0, "S1", text, doubts=(doubt,), passages=(Passage(0, 0, 1),)),
        Paragraph(5.0, 8.0, "S2", text, quoted=True, doubts=(doubt,)),
    )
    return Transcript(
        text[0], said, speakers=speakers, paragraphs=printed, excluded=(Excluded(8.0, 9.0, text),),
        recording=Recording(text, "0" * 64, 9.0), title=text, source=Source(text, text),
    )  # fmt: skip


@pytest.fixture(scope="module")
def golden() -> Transcript:
    """The example."""
    return from_json(TRANSCRIPT.read_bytes())


def test_every_paragraph_its_time_its_voice_and_its_role_can_be_read_without_a_script(
    golden: Transcript,
) -> None:
    page = Reader(read_along(golden))
    texts = page.texts["span"]
    assert [text for text in texts if text in {part.text for part in golden.paragraphs}] == [
        part.text for part in golden.paragraphs
    ]
    assert page.texts["h1"] == [golden.title]
    assert {"Clara Hughes", "Thomas Baker"} <= set(page.texts["b"])
    quoted = [one["id"] for one in page.of_class("quoted")]
    assert quoted == [f"p{n}" for n, part in enumerate(golden.paragraphs) if part.quoted]


def test_the_strip_has_a_bar_for_every_utterance_in_the_lane_of_its_role(golden: Transcript) -> None:
    bars = [
        one for tag, one in Reader(read_along(golden)).elements if tag == "rect" and one["class"] != "bed"
    ]
    assert [one["class"] for one in bars] == [str(golden.role_of(u.speaker)) for u in golden.utterances]
    assert [float(one["x"]) for one in bars] == pytest.approx([u.start for u in golden.utterances], abs=0.001)


def test_places_to_listen_to_have_a_flag_with_the_reason(golden: Transcript) -> None:
    flags = Reader(read_along(golden)).of_class("flag")
    assert len(flags) == sum(len(part.doubts) for part in golden.paragraphs) > 0
    assert all(flag["title"] in flag["aria-label"] for flag in flags)


def test_the_data_say_for_every_word_which_characters_it_is_and_when(golden: Transcript) -> None:
    page = Reader(read_along(golden))
    data = json.loads(next(text for text in page.texts["script"] if text.startswith("[")))
    for part, told in zip(golden.paragraphs, data, strict=True):
        assert told["start"] == round(part.start * 1000)
        assert len(told["words"]) > 0.8 * len(part.text.split())
    first = data[0]["words"][0]
    word = golden.utterances[0].words[0]
    assert golden.paragraphs[0].text[first[0] : first[1]] == word.text.strip(".,")
    assert first[2:] == [round(word.start * 1000), round(word.end * 1000)]


def test_characters_are_counted_as_a_browser_counts_them() -> None:
    said = replace(dialogue(("S1", "𝄞𝄞 music here."))[0], speaker="S1")
    page = Reader(read_along(relabel(Transcript("en", (said,)))))
    data = json.loads(next(text for text in page.texts["script"] if text.startswith("[")))
    assert [place[:2] for place in data[0]["words"]][-2:] == [[5, 10], [11, 15]]


def test_only_the_script_and_the_style_in_the_page_may_run(golden: Transcript) -> None:
    page = Reader(read_along(golden))
    policy = next(one["content"] for _, one in page.elements if "Policy" in one.get("http-equiv", ""))
    for kind, text in (("script", page.texts["script"][-1]), ("style", page.texts["style"][0])):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    names = {name for _, one in page.elements for name in one}
    assert not [name for name in names if name in ("style", "srcdoc") or name.startswith("on")]


@pytest.mark.parametrize("text", _HOSTILE)
def test_hostile_texts_stay_texts_and_lead_nowhere(text: str) -> None:
    plain, page = Reader(read_along(hostile("Storks"))), Reader(read_along(hostile(text)))
    assert [tag for tag, _ in page.elements if tag != "a"] == [tag for tag, _ in plain.elements if tag != "a"]
    assert [sorted(one) for tag, one in page.elements if tag != "a"] == [
        sorted(one) for tag, one in plain.elements if tag != "a"
    ]
    addresses = [one[name] for _, one in page.elements for name in _ADDRESSES & one.keys()]
    assert all(re.match(r"\./[^/]*$|#text$", address) for address in addresses), addresses
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page.texts["h1"][0])


@given(st.text(max_size=30))
def test_any_text_at_all_gives_a_page_of_the_same_elements(text: str) -> None:
    # A title of nothing but spaces is none, and half a character is no text.
    text = "x" + text.encode("utf-8", "ignore").decode() + "x"
    assert len(Reader(read_along(hostile(text))).elements) == len(Reader(read_along(hostile("xx"))).elements)


def test_a_page_that_carries_its_sound_needs_no_file(golden: Transcript) -> None:
    page = Reader(read_along(golden, Sound("audio/ogg", b"OggS...")))
    (audio,) = [one for tag, one in page.elements if tag == "audio"]
    assert audio["src"] == "data:audio/ogg;base64,T2dnUy4uLg=="
    assert not [one for tag, one in page.elements if tag == "a" and "href" in one and "#t=" in one["href"]]


def test_nothing_said_is_told_and_a_long_turn_is_cut_for_the_browser_only() -> None:
    assert "No speech was found in this recording." in read_along(Transcript("en", ()))
    said = tuple(Utterance(n, n + 0.9, "S1", f"Sentence number {n} is here now.") for n in range(90))
    page = Reader(read_along(relabel(Transcript("en", said, speakers=(Speaker("S1", Role.ANCHOR),)))))
    assert len(page.of_class("turn")) == 3
    assert len(page.of_class("who")) == 1


def test_what_was_left_out_has_a_line_where_it_was() -> None:
    said = dialogue(("S1", "Good evening, this is the news."), ("S1", "And now the weather for tomorrow."))
    made = replace(relabel(Transcript("en", said)), excluded=(Excluded(1.0, 1.5, "advert"),))
    page = read_along(made)
    assert "An advert was left out, 0:01 to 0:01." in page


def test_a_voice_of_which_nobody_knows_whether_to_quote_it_has_no_role_on_the_page() -> None:
    said = dialogue(("S1", "Good evening, this is the news."), ("S2", "We will build them poles."))
    unsure = Speaker("S2", Role.EXPERT, confidence=0.6, unsure=True)
    part = Paragraph(said[1].start, said[1].end, "S2", said[1].text, unsure=True)
    page = Reader(read_along(Transcript("en", said, speakers=(unsure,), paragraphs=(part,))))
    assert [one["class"] for one in page.of_class("turn")] == ["turn unknown"]
    assert not [tag for tag, one in page.elements if tag == "rect" and one["class"] == "expert"]
    assert page.texts["b"] == ["Voice 2"]


def test_a_voice_that_another_program_labelled_keeps_its_label() -> None:
    said = dialogue(("SPEAKER_00", "We will build them poles."))
    part = Paragraph(0.0, 1.0, "SPEAKER_00", said[0].text)
    assert Reader(read_along(Transcript("en", said, paragraphs=(part,)))).texts["b"] == ["SPEAKER_00"]
