"""The addresses that are answered below the secret, for one transcript or for an archive of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from typing import Protocol

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pipeline.errors import DiskError, PipelineError
from pipeline.review import interface
from pipeline.review.desk import UnknownVersionError
from pipeline.review.document import assets, list_page, review_page
from pipeline.review.programme import Programme
from pipeline.review.programmes import Programmes

_UNKNOWN = "Nothing is known of this version: ask for the transcript."
_TYPES = {"js": "text/javascript", "css": "text/css"}
_Answer = Callable[[Request], Awaitable[Response]]
_Endpoint = Callable[[Programme, Request], Response]

_GET: Mapping[str, _Endpoint] = {
    "": lambda programme, _: HTMLResponse(review_page(programme.desk.transcript())),
    "transcript": lambda programme, _: interface.transcript(programme),
    "changes": lambda programme, asked: interface.changes(programme, asked.query_params.get("since", "")),
    "media": lambda programme, _: interface.media(programme),
    "media-state": lambda programme, _: interface.media_state(programme),
    "article": lambda programme, asked: interface.article(
        programme, timestamps=asked.query_params.get("timestamps") != "0"
    ),
    "render/{format}": lambda programme, asked: interface.rendered(programme, asked.path_params["format"]),
    "history": lambda programme, _: interface.history(programme),
}
"""By the path below a programme's own."""


class Opens(Protocol):
    """Gives the programme that a request is about. Raises LookupError where there is none."""

    def __call__(self, request: Request, /) -> Programme:
        """The programme."""
        ...


def app_of(programme: Programme) -> Starlette:
    """For one transcript."""
    return Starlette(routes=_of_programme("", lambda _: programme))


def archive_app(programmes: Programmes) -> Starlette:
    """For an archive: its list, and each programme below `p/<key>/`."""

    async def listed(_: Request) -> Response:
        return JSONResponse(await run_in_threadpool(programmes.listed))

    async def page(_: Request) -> Response:
        return HTMLResponse(list_page(programmes.name))

    return Starlette(
        routes=[
            Route("/", page),
            Route("/programmes", _told(listed)),
            Route("/assets/{name}", _asset),
            *_of_programme("/p/{key}", lambda request: programmes.opened(request.path_params["key"])),
        ]
    )


def _of_programme(prefix: str, opened: Opens) -> list[Route]:
    return [
        *(Route(f"{prefix}/{path}", _answer(endpoint, opened)) for path, endpoint in _GET.items()),
        Route(f"{prefix}/edits", _make(opened), methods=["POST"]),
        Route(f"{prefix}/assets/{{name}}", _asset),
    ]


def _answer(endpoint: _Endpoint, opened: Opens) -> _Answer:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(lambda: endpoint(opened(request), request))

    return _told(answer)


def _make(opened: Opens) -> _Answer:
    async def answer(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(lambda: interface.make(opened(request), body))

    return _told(answer)


def _told(answer: _Answer) -> _Answer:
    """With errors as answers."""

    async def safe(request: Request) -> Response:
        try:
            return await answer(request)
        except LookupError:
            return PlainTextResponse("There is no such programme.\n", 404)
        except UnknownVersionError:
            return JSONResponse({"error": _UNKNOWN}, 409)
        except PipelineError as error:
            return JSONResponse({"error": str(error)}, 507 if isinstance(error, DiskError) else 500)

    return safe


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in assets():
        return PlainTextResponse("There is no such file.\n", 404)
    data = (files(assets()[name]) / "assets" / name).read_bytes()
    return Response(data, media_type=_TYPES[name.rpartition(".")[2]])
