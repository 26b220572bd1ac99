"""Write the golden files: the starter models' transcript of the example, its article, the JSON Schema; and
what the notebook in examples/ puts out.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace

from pipeline import Pipeline, render, to_json
from pipeline.transcript.json_file import json_schema
from tests.golden import ARTICLE, EXAMPLE, MANIFEST, NOTEBOOK, SCHEMA, TRANSCRIPT
from tests.support import notebook


def main() -> None:
    """Run the real engines on the example and keep what they said, without what differs from run to run."""
    transcript = Pipeline.load("starter", diarizer="starter").transcribe(EXAMPLE / "segment.opus")
    assert transcript.recording is not None  # a transcript of a recording has one
    assert transcript.provenance is not None  # and says how it was made
    recording = replace(transcript.recording, path="segment.opus")
    provenance = replace(transcript.provenance, created="2025-03-14T18:30:00+00:00")
    kept = replace(transcript, recording=recording, provenance=provenance)
    TRANSCRIPT.write_text(to_json(kept), encoding="utf-8")
    ARTICLE.write_text(render(kept, "article"), encoding="utf-8")
    SCHEMA.write_text(json.dumps(json_schema(), indent=2) + "\n", encoding="utf-8")
    engines = {"recognizer": provenance.recognizer, "diarizer": provenance.diarizer}
    manifest = {
        "recording": {"file": "examples/harbour-bridge/segment.opus", "sha256": recording.sha256},
        "engines": {
            task: {"name": engine.name, "version": engine.version, "models": dict(engine.models)}
            for task, engine in engines.items()
            if engine
        },
    }
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    os.chdir(NOTEBOOK.parent)
    notebook.write_outputs(NOTEBOOK)


if __name__ == "__main__":
    main()
