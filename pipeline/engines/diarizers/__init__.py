"""One folder a family of diarizers, one literal table of them."""

from __future__ import annotations

from pipeline.engines.contract import Diarizer
from pipeline.engines.family import Family
from pipeline.plugins import Plugins

DIARIZERS: Plugins[Family[Diarizer]] = Plugins(
    "broadcast_pipeline.diarizers",
    Family,
    {
        "starter": Family("pipeline.engines.diarizers.pyannote.load:load_starter"),
        "none": Family("pipeline.engines.diarizers.none:load_none"),
        "pyannote": Family("pipeline.engines.diarizers.pyannote.load:load_folder", ("OWNER/NAME", "FOLDER")),
    },
)
