"""What a page asks about one programme, and what it is answered."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from pipeline.corrections.making import stem_of
from pipeline.corrections.step import read_steps
from pipeline.errors import DocumentError
from pipeline.formats import FORMATS, render
from pipeline.formats.article import ArticleStyle, Timestamps
from pipeline.review.desk import News
from pipeline.review.edit_words import edit_words
from pipeline.review.programme import Programme
from pipeline.storage.atomic import as_bytes
from pipeline.transcript.edit import Edit


def transcript(programme: Programme) -> Response:
    """Everything that is shown."""
    version, view = programme.desk.whole()
    return JSONResponse(
        {
            "version": version, "me": programme.me, "paragraphs": view.paragraphs,
            "media": programme.recording.view(), **view.lasting, **view.changing,
        }
    )  # fmt: skip


def make(programme: Programme, body: bytes) -> Response:
    """Make steps: `{base, by, steps}`. They are in the file before the answer is given."""
    try:
        data = json.loads(body)
        base, by = data["base"], data.get("by")
        steps = read_steps(data["steps"], "the corrections")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return JSONResponse({"error": "These are no corrections."}, 400)
    except DocumentError as error:
        return JSONResponse({"error": error.message}, 400)
    who = " ".join(by.split()) if isinstance(by, str) else ""
    answer = programme.desk.make(str(base), who or None, steps)
    return JSONResponse(
        _news(answer.news)
        | {
            "refused": [{"id": name, "why": why} for name, why in answer.refused],
            "conflicts": [asdict(one) for one in answer.conflicts],
        }
    )


def changes(programme: Programme, since: str) -> Response:
    """What changed since a version; 204 for nothing."""
    news = programme.desk.news(since)
    return Response(status_code=204) if news is None else JSONResponse(_news(news))


def media_state(programme: Programme) -> Response:
    """How the recording stands."""
    return JSONResponse(programme.recording.view())


def media(programme: Programme) -> Response:
    """The recording, or a stretch of it, as browsers ask for it."""
    served = programme.recording.served()
    if served is None:
        return PlainTextResponse("There is no recording to be played.\n", 404)
    return FileResponse(served.path, media_type=served.kind)


def article(programme: Programme, *, timestamps: bool) -> Response:
    """As it will be published, with times or without."""
    style = ArticleStyle(Timestamps.SENTENCE if timestamps else Timestamps.NONE)
    return PlainTextResponse(str(render(programme.desk.transcript(), "article", style)))


def rendered(programme: Programme, name: str) -> Response:
    """A file in one of the formats, to be kept."""
    if name not in FORMATS:
        return PlainTextResponse("There is no such format.\n", 404)
    data = as_bytes(render(programme.desk.transcript(), name))
    stem = programme.desk.path.name.removesuffix(FORMATS["json"].suffix)
    shown = quote(f"{stem}{FORMATS[name].suffix}".encode("utf-8", "replace"))
    told_name = {"Content-Disposition": f"attachment; filename*=UTF-8''{shown}"}
    return Response(data, media_type="application/octet-stream", headers=told_name)


def history(programme: Programme) -> Response:
    """All corrections, the newest first."""
    shown = programme.desk.transcript()
    steps: dict[str, list[Edit]] = {}
    for edit in shown.edits:
        steps.setdefault(stem_of(edit), []).append(edit)
    told = (
        {
            "id": name, "at": edits[-1].at, "by": edits[-1].by, "what": edit_words(edits, shown),
            "unplaced": next((edit.unplaced for edit in edits if edit.unplaced), None),
        }
        for name, edits in steps.items()
    )  # fmt: skip
    return JSONResponse(list(told)[::-1])


def _news(news: News) -> dict[str, Any]:
    return {
        "version": news.version, "by": news.by, "count": len(news.paragraphs["now"]),
        "changes": {"paragraphs": news.paragraphs, **news.changing},
    }  # fmt: skip
