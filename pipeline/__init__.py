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
    from pipeline.archive.query import Query as Query
    from pipeline.archive.search import search as search
    from pipeline.captions.report import CaptionReport as CaptionReport
    from pipeline.captions.report import caption_report as caption_report
    from pipeline.captions.style import CaptionNames as CaptionNames
    from pipeline.captions.style import CaptionPreset as CaptionPreset
    from pipeline.captions.style import CaptionStyle as CaptionStyle
    from pipeline.corrections.correct import Corrections as Corrections
    from pipeline.corrections.correct import correct as correct
    from pipeline.corrections.places import CorrectionError as CorrectionError
    from pipeline.corrections.relabel import relabel as relabel
    from pipeline.engines.diarization import Diarization as Diarization
    from pipeline.errors import Cancelled as Cancelled
    from pipeline.errors import DocumentError as DocumentError
    from pipeline.errors import EngineError as EngineError
    from pipeline.errors import InputError as InputError
    from pipeline.errors import MissingToolError as MissingToolError
    from pipeline.errors import ModelError as ModelError
    from pipeline.errors import OutputError as OutputError
    from pipeline.errors import PipelineError as PipelineError
    from pipeline.formats import FORMATS as FORMATS
    from pipeline.formats import render as render
    from pipeline.formats.article import ArticleStyle as ArticleStyle
    from pipeline.formats.article import Timestamps as Timestamps
    from pipeline.options import Options as Options
    from pipeline.options import TranscribeSettings as TranscribeSettings
    from pipeline.profile.cast import read_cast as read_cast
    from pipeline.profile.glossary import read_glossary as read_glossary
    from pipeline.profile.model import Profile as Profile
    from pipeline.profile.show import read_profile as read_profile
    from pipeline.progress import Stage as Stage
    from pipeline.recognition.transcribe import RecordingWords as RecordingWords
    from pipeline.transcriber import Pipeline as Pipeline
    from pipeline.transcript.edit import Edit as Edit
    from pipeline.transcript.edit import EditKind as EditKind
    from pipeline.transcript.json_file import from_json as from_json
    from pipeline.transcript.json_file import to_json as to_json
    from pipeline.transcript.model import Paragraph as Paragraph
    from pipeline.transcript.model import Role as Role
    from pipeline.transcript.model import Speaker as Speaker
    from pipeline.transcript.model import Transcript as Transcript
    from pipeline.transcript.model import Utterance as Utterance
    from pipeline.transcript.model import Word as Word

_HOMES = {
    "ArticleStyle": "formats.article",
    "Cancelled": "errors",
    "CaptionNames": "captions.style",
    "CaptionPreset": "captions.style",
    "CaptionReport": "captions.report",
    "CaptionStyle": "captions.style",
    "CorrectionError": "corrections.places",
    "Corrections": "corrections.correct",
    "Diarization": "engines.diarization",
    "DocumentError": "errors",
    "Edit": "transcript.edit",
    "EditKind": "transcript.edit",
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
    "RecordingWords": "recognition.transcribe",
    "Role": "transcript.model",
    "Speaker": "transcript.model",
    "Stage": "progress",
    "Timestamps": "formats.article",
    "TranscribeSettings": "options",
    "Transcript": "transcript.model",
    "Utterance": "transcript.model",
    "Word": "transcript.model",
    "__version__": "_version",
    "caption_report": "captions.report",
    "correct": "corrections.correct",
    "from_json": "transcript.json_file",
    "read_cast": "profile.cast",
    "read_glossary": "profile.glossary",
    "read_profile": "profile.show",
    "relabel": "corrections.relabel",
    "render": "formats",
    "search": "archive.search",
    "to_json": "transcript.json_file",
}
"""The public names and the modules that hold them; a test holds it equal to the imports above."""

__all__ = [name for name in _HOMES if not name.startswith("_")]


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
