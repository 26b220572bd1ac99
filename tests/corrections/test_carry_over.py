"""Corrections placed again in another recognition: where they belong, or nowhere, never elsewhere."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from pipeline.article.derive import derive
from pipeline.corrections.carry_over import carry_over
from pipeline.corrections.correct import Corrections
from pipeline.corrections.places import CorrectionError
from pipeline.transcript.edit import Edit, EditKind
from pipeline.transcript.json_file import to_json
from pipeline.transcript.marks import marked
from pipeline.transcript.model import Transcript, Utterance, Word
from tests.corrections.test_correct import CHANGES, Change
from tests.support.corrected import FERRY, article, correcting, moved, through_a_file


@pytest.mark.parametrize("seconds", [-0.3, 0.0, 0.3])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_correction_finds_its_place_where_the_times_are_others(change: Change, seconds: float) -> None:
    corrected = change(correcting()).transcript
    carried = carry_over(moved(FERRY, seconds), corrected)
    assert not any(edit.unplaced for edit in carried.edits)
    assert article(carried) == article(corrected)
    assert to_json(carry_over(moved(FERRY, seconds), carried)) == to_json(carried)
    assert through_a_file(carried) == carried


def relabelled(transcript: Transcript, labels: dict[str, str]) -> Transcript:
    """The same words by a diarizer that gives other labels."""
    said = tuple(
        replace(one, speaker=labels.get(one.speaker or "", one.speaker)) for one in transcript.utterances
    )
    return marked(derive(replace(transcript, utterances=said, speakers=(), paragraphs=())))


def test_a_name_goes_to_the_same_voice_whatever_its_label_is_now() -> None:
    corrected = correcting().rename("S3", "Jane Doe").merge("S2", "S1").transcript
    fresh = relabelled(FERRY, {"S1": "S2", "S2": "S3", "S3": "S1"})
    carried = carry_over(fresh, corrected)
    assert {one.label: one.name for one in carried.speakers} == {"S2": None, "S1": "Jane Doe"}
    assert [one.speaker for one in carried.utterances] == ["S2", "S2", "S1", "S2", "S2"]


def test_a_name_goes_to_nobody_where_two_people_are_one_voice_by_now() -> None:
    corrected = correcting().rename("S3", "Jane Doe").transcript
    carried = carry_over(relabelled(FERRY, {"S3": "S2"}), corrected)
    (edit,) = carried.edits
    assert edit.unplaced == "it is not certain who S3 is by now"
    assert "Jane Doe" not in {one.name for one in carried.speakers}
    (waiting,) = carry_over(FERRY, carried).edits
    assert waiting == edit  # whose label S3 was is no longer known


def test_two_voices_that_are_one_by_now_need_no_merging() -> None:
    corrected = correcting().merge("S3", "S2").transcript
    carried = carry_over(relabelled(FERRY, {"S3": "S2"}), corrected)
    assert [one.speaker for one in carried.utterances] == ["S1", "S2", "S2", "S2", "S1"]


def heard_otherwise(old: str, new: str) -> Transcript:
    """FERRY by a recognizer that hears a word otherwise."""
    said = tuple(
        replace(
            one, text=one.text.replace(old, new),
            words=tuple(replace(word, text=word.text.replace(old, new)) for word in one.words),
        )
        for one in FERRY.utterances
    )  # fmt: skip
    return marked(derive(replace(FERRY, utterances=said, speakers=(), paragraphs=())))


def test_a_word_that_is_heard_otherwise_keeps_its_correction_unplaced() -> None:
    corrected = correcting().replace("angry", "furious").transcript
    carried = carry_over(heard_otherwise("angry", "hungry"), corrected)
    (edit,) = carried.edits
    assert edit.unplaced == "'angry.' is not heard there"
    assert article(carried)[4] == "Mr. Rut's crews are hungry."


def test_a_word_that_is_heard_right_by_now_needs_no_correction() -> None:
    corrected = correcting().replace("angry", "furious").transcript
    carried = carry_over(heard_otherwise("angry", "furious"), corrected)
    assert carried.edits[0].unplaced is None
    assert article(carried) == article(corrected)


def test_corrections_of_another_recording_wait() -> None:
    corrected = correcting().rename("S3", "Jane Doe").transcript
    assert FERRY.recording is not None
    other = replace(FERRY, recording=replace(FERRY.recording, sha256="0" * 64))
    carried = carry_over(other, corrected)
    assert [edit.unplaced for edit in carried.edits] == ["it was made in another recording"]
    assert carried.speakers == FERRY.speakers


def test_without_corrections_the_new_transcript_is_as_it_is() -> None:
    fresh = moved(FERRY, 0.2)
    assert carry_over(fresh, FERRY) is fresh


# Any corrections, any recognition: words bear numbers, so that it is known which is which.

_WORDS = re.findall(
    r"\S+",
    "the a of harbor ships crews strike owners say they will meet again no week. city. mayor, Rut Ford",
)


def _programme(chance: random.Random) -> Transcript:
    said: list[Utterance] = []
    time, number = 1.0, 0
    for _ in range(chance.randint(4, 9)):
        words = []
        for _ in range(chance.randint(3, 25)):
            end = round(time + chance.uniform(0.1, 0.6), 2)
            words.append(Word(time, end, chance.choice(_WORDS), extra={"number": number}))
            time, number = end, number + 1
        label = chance.choice([one for one in ("S1", "S2", "S3") if not said or one != said[-1].speaker])
        text = " ".join(word.text for word in words)
        said.append(Utterance(words[0].start, time, label, text, words=tuple(words)))
        time = round(time + chance.choice([0.0, 0.8]), 2)
    return marked(derive(Transcript("en", tuple(said))))


def _recognised_anew(chance: random.Random, transcript: Transcript) -> Transcript:
    """Times up to 0.3 s off, one word in fifteen another one, other labels."""
    labels = dict(zip(("S1", "S2", "S3"), chance.sample(("S1", "S2", "S3"), 3), strict=True))
    off = chance.uniform(-0.3, 0.3)

    def word(one: Word) -> Word:
        text = chance.choice(_WORDS) if chance.random() < 1 / 15 else one.text
        return replace(one, start=max(0.0, one.start + off), end=max(0.0, one.end + off), text=text)

    said = []
    for one in transcript.utterances:
        words = tuple(map(word, one.words))
        said.append(
            Utterance(
                words[0].start, words[-1].end, labels[one.speaker or ""],
                " ".join(each.text for each in words), words=words,
            )
        )  # fmt: skip
    return marked(derive(Transcript("en", tuple(said))))


def _corrected(chance: random.Random, transcript: Transcript) -> Corrections:
    state = correcting(transcript)
    for _ in range(chance.randint(1, 6)):
        part = chance.choice(state.transcript.paragraphs)
        label = chance.choice(state.transcript.speakers).label
        word = chance.choice(part.text.rstrip(".").split()).strip(".,")
        moment = part.start + 0.01
        changes: list[Callable[[], Corrections]] = [
            partial(state.replace, word, "Rudd", at=moment),
            partial(state.split, moment + 0.7, label),
            partial(state.reassign, moment, label),
            partial(state.quote, moment),
            partial(state.unquote, moment),
            partial(state.join, moment),
            partial(state.drop, part.start, part.end),
            partial(state.rename, label, f"Name {label}"),
            partial(state.role, label, "expert"),
            partial(state.merge, label, "S1"),
        ]
        try:
            state = chance.choice(changes)()
        except CorrectionError:
            continue
    return state


def _numbers(transcript: Transcript, edit: Edit) -> set[object]:
    """The words that lie where an edit is, of whoever it is about."""
    base = transcript.recognised
    assert base is not None
    return {
        word.extra["number"]
        for one in base.utterances
        for word in one.words
        if edit.start - 0.01 <= (word.start + word.end) / 2 <= edit.end + 0.01
    }


def _voice(transcript: Transcript, label: str | None) -> set[object]:
    base = transcript.recognised
    assert base is not None
    return {word.extra["number"] for one in base.utterances if one.speaker == label for word in one.words}


def _is_right(old: Transcript, before: Edit, new: Transcript, after: Edit) -> bool:
    if before.kind in (EditKind.NAME, EditKind.ROLE):
        return _voice(old, before.label) == _voice(new, after.label)
    if before.kind is EditKind.MERGE:
        return _voice(old, before.before) == _voice(new, after.before)
    wanted, found = _numbers(old, before), _numbers(new, after)
    if before.kind in (EditKind.WORDS, EditKind.SPEAKER, EditKind.DROP):
        return wanted == found
    return len(wanted & found) > 0.5 * max(len(wanted), len(found))  # sentences may end elsewhere by now


def test_random_corrections_go_where_they_belong_or_nowhere_in_another_recognition() -> None:
    ends: Counter[str] = Counter()
    wrong = []
    for seed in range(150):
        chance = random.Random(seed)
        heard = _programme(chance)
        corrected = through_a_file(_corrected(chance, heard).transcript)
        if not corrected.edits:
            continue
        carried = carry_over(_recognised_anew(chance, heard), corrected)
        assert [edit.id for edit in carried.edits] == [edit.id for edit in corrected.edits]
        for before, after in zip(corrected.edits, carried.edits, strict=True):
            if before.unplaced:
                continue
            if after.unplaced:
                ends["unplaced"] += 1
            elif _is_right(corrected, before, carried, after):
                ends["right"] += 1
            else:
                wrong.append((seed, before, after))
    assert wrong == []
    assert ends["right"] > 0.8 * ends.total()


def test_random_corrections_are_taken_back_to_the_very_same_file() -> None:
    for seed in range(60):
        chance = random.Random(seed)
        heard = _programme(chance)
        state = _corrected(chance, heard)
        steps = len({edit.step for edit in state.transcript.edits})
        if steps:
            assert to_json(state.undo(steps).transcript) == to_json(heard)
