"""Recorded broadcast news in, the published article out.

from pipeline import Pipeline, render

newsroom = Pipeline.load()
transcript = newsroom.transcribe("bulletin.mp4")
print(render(transcript, "article"))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline._version import __version__ as __version__
    from pipeline.article.relabel import relabel
    from pipeline.errors import PipelineError
    from pipeline.formats import render
    from pipeline.formats.article import ArticleStyle
    from pipeline.options import Options
    from pipeline.transcriber import Pipeline
    from pipeline.transcript.json_file import from_json, to_json
    from pipeline.transcript.model import Transcript

_HOMES = {
    "ArticleStyle": "formats.article",
    "Options": "options",
    "Pipeline": "transcriber",
    "PipelineError": "errors",
    "Transcript": "transcript.model",
    "from_json": "transcript.json_file",
    "relabel": "article.relabel",
    "render": "formats",
    "__version__": "_version",
    "to_json": "transcript.json_file",
}

__all__ = [
    "ArticleStyle",
    "Options",
    "Pipeline",
    "PipelineError",
    "Transcript",
    "from_json",
    "relabel",
    "render",
    "to_json",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that `import pipeline` stays instant."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
