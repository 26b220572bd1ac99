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
    from pipeline.archive.query import Query
    from pipeline.archive.search import search
    from pipeline.article.relabel import relabel
    from pipeline.errors import (
        DocumentError,
        EngineError,
        InputError,
        MissingToolError,
        ModelError,
        OutputError,
        PipelineError,
    )
    from pipeline.formats import FORMATS, render
    from pipeline.formats.article import ArticleStyle, Timestamps
    from pipeline.options import Options
    from pipeline.profile.cast import read_cast
    from pipeline.profile.glossary import read_glossary
    from pipeline.profile.model import Profile
    from pipeline.profile.show import read_profile
    from pipeline.transcriber import Pipeline
    from pipeline.transcript.json_file import from_json, to_json
    from pipeline.transcript.model import Paragraph, Role, Speaker, Transcript, Utterance, Word

_HOMES = {
    "ArticleStyle": "formats.article",
    "DocumentError": "errors",
    "EngineError": "errors",
    "FORMATS": "formats",
    "InputError": "errors",
    "MissingToolError": "errors",
    "ModelError": "errors",
    "Options": "options",
    "OutputError": "errors",
    "Paragraph": "transcript.model",
    "Pipeline": "transcriber",
    "PipelineError": "errors",
    "Profile": "profile.model",
    "Query": "archive.query",
    "Role": "transcript.model",
    "Speaker": "transcript.model",
    "Timestamps": "formats.article",
    "Transcript": "transcript.model",
    "Utterance": "transcript.model",
    "Word": "transcript.model",
    "__version__": "_version",
    "from_json": "transcript.json_file",
    "read_cast": "profile.cast",
    "read_glossary": "profile.glossary",
    "read_profile": "profile.show",
    "relabel": "article.relabel",
    "render": "formats",
    "search": "archive.search",
    "to_json": "transcript.json_file",
}

__all__ = [
    "FORMATS",
    "ArticleStyle",
    "DocumentError",
    "EngineError",
    "InputError",
    "MissingToolError",
    "ModelError",
    "Options",
    "OutputError",
    "Paragraph",
    "Pipeline",
    "PipelineError",
    "Profile",
    "Query",
    "Role",
    "Speaker",
    "Timestamps",
    "Transcript",
    "Utterance",
    "Word",
    "from_json",
    "read_cast",
    "read_glossary",
    "read_profile",
    "relabel",
    "render",
    "search",
    "to_json",
]


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for, so that `import pipeline` stays instant."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, whether they have been asked for or not."""
    return [*__all__, "__version__"]
