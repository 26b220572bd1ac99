"""Write the golden files: the starter models' transcript of the example, its article, the JSON Schema; and
what the notebook in examples/ puts out.

With `derived`, the words that were heard stay, and only what follows from them is written: another processor
hears a comma for a full stop.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from unittest.mock import patch

from pipeline import Pipeline, Transcript, relabel, render, to_json
from pipeline.transcript.json_file import json_schema
from tests.golden import ARTICLE, EXAMPLE, MANIFEST, NOTEBOOK, SCHEMA, TRANSCRIPT
from tests.support import notebook
from tests.support.remembering import Remembering


def main(*wanted: str) -> None:
    """Write all of them, or what is `derived`."""
    if "derived" in wanted:
        write(relabel(Transcript.load(TRANSCRIPT), reassign=True))
        os.chdir(NOTEBOOK.parent)
        with patch.object(Pipeline, "load", lambda *_, **__: Remembering()):
            notebook.write_outputs(NOTEBOOK)
        return
    heard = hear()
    write(heard)
    write_manifest(heard)
    os.chdir(NOTEBOOK.parent)
    notebook.write_outputs(NOTEBOOK)


def hear() -> Transcript:
    """Run the real engines on the example and keep what they said, without what differs from run to run."""
    transcript = Pipeline.load("starter", diarizer="starter").transcribe(EXAMPLE / "segment.opus")
    assert transcript.recording is not None  # a transcript of a recording has one
    assert transcript.provenance is not None  # and says how it was made
    recording = replace(transcript.recording, path="segment.opus")
    provenance = replace(transcript.provenance, created="2025-03-14T18:30:00+00:00")
    return replace(transcript, recording=recording, provenance=provenance)


def write(kept: Transcript) -> None:
    """The transcript, the article, and the schema."""
    TRANSCRIPT.write_text(to_json(kept), encoding="utf-8")
    ARTICLE.write_text(render(kept, "article"), encoding="utf-8")
    SCHEMA.write_text(json.dumps(json_schema(), indent=2) + "\n", encoding="utf-8")


def write_manifest(kept: Transcript) -> None:
    """Which recording was heard by which engines."""
    assert kept.recording is not None
    assert kept.provenance is not None
    engines = {"recognizer": kept.provenance.recognizer, "diarizer": kept.provenance.diarizer}
    manifest = {
        "recording": {"file": "examples/harbour-bridge/segment.opus", "sha256": kept.recording.sha256},
        "engines": {
            task: {"name": engine.name, "version": engine.version, "models": dict(engine.models)}
            for task, engine in engines.items()
            if engine
        },
    }
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
