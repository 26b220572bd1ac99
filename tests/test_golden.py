"""The golden transcript is what the starter models said of the example; everything after it is exact."""

from __future__ import annotations

import hashlib
import json

from pipeline import from_json, relabel, render, to_json
from pipeline.models import Registry
from pipeline.transcript.json_file import json_schema
from tests.golden import ARTICLE, EXAMPLE, MANIFEST, SCHEMA, TRANSCRIPT


def test_the_recorded_transcript_renders_to_the_golden_article() -> None:
    transcript = from_json(TRANSCRIPT.read_bytes())
    assert render(transcript, "article") == ARTICLE.read_text("utf-8")


def test_roles_names_and_paragraphs_follow_again_from_the_recorded_words_alone() -> None:
    recorded = json.loads(TRANSCRIPT.read_text("utf-8"))
    bare = {key: recorded[key] for key in ("schema", "language", "utterances")}
    again = json.loads(to_json(relabel(from_json(json.dumps(bare)))))
    assert again["speakers"] == recorded["speakers"]
    assert again["paragraphs"] == recorded["paragraphs"]


def test_the_recorded_transcript_reads_and_writes_without_change() -> None:
    text = TRANSCRIPT.read_text("utf-8")
    assert to_json(from_json(text)) == text


def test_the_manifest_names_the_recording_and_the_models_that_are_here_now() -> None:
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    sound = (EXAMPLE / "segment.opus").read_bytes()
    assert manifest["recording"]["sha256"] == hashlib.sha256(sound).hexdigest()
    registry = Registry.load()
    digests = {f"{model.name}/{file.name}": file.sha256 for model in registry.models for file in model.files}
    for engine in manifest["engines"].values():
        for name, digest in engine["models"].items():
            assert digests[name] == digest


def test_the_committed_schema_is_the_one_the_program_prints() -> None:
    assert json.loads(SCHEMA.read_text("utf-8")) == json_schema()
