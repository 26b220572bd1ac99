"""One folder a family of recognizers, one literal table of them."""

from __future__ import annotations

from pipeline.engines.contract import Recognizer
from pipeline.engines.family import Family
from pipeline.plugins import Plugins

RECOGNIZERS: Plugins[Family[Recognizer]] = Plugins(
    "broadcast_pipeline.recognizers",
    Family,
    {
        "whisper": Family("pipeline.engines.recognizers.whisper.load:load_openai", ("NAME", "FILE.pt")),
        "faster-whisper": Family(
            "pipeline.engines.recognizers.whisper.load:load_ctranslate", ("NAME", "FOLDER")
        ),
    },
)
