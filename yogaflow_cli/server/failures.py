"""What goes wrong, as a status and the error object: the one place where errors become HTTP."""

import json
import os
from collections.abc import Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from yogaflow_cli.errors import (
    Conflict,
    InvalidValue,
    NeedsAnAnswer,
    NotProven,
    NotThere,
    NotYours,
    StorageError,
    SyncUnreachable,
    UsageMistake,
    YogaflowError,
)
from yogaflow_cli.presentation.wording import sentence
from yogaflow_cli.server.refusal import Refusal
from yogaflow_cli.server.visit import house_of
from yogaflow_cli.text.cleaning import shown

STATUSES: tuple[tuple[type[YogaflowError], int], ...] = (
    (UsageMistake, 422),
    (InvalidValue, 422),
    (NeedsAnAnswer, 422),
    (NotThere, 404),
    (NotProven, 401),
    (NotYours, 403),
    (Conflict, 409),
    (StorageError, 503),
    (SyncUnreachable, 502),
)
HINTS = {
    "no_open_session": "Begin one: POST /api/v1/sessions/start",
    "session_not_found": "See them: GET /api/v1/sessions/history",
    "not_yours": "See your own: GET /api/v1/sessions/history",
    "already_open": "See it: GET /api/v1/sessions/current",
    "already_ended": "See it: GET /api/v1/sessions/history",
    "already_paused": "Go on with it: PUT /api/v1/sessions/{session_id}/resume",
    "already_active": "Pause it: PUT /api/v1/sessions/{session_id}/pause",
    "overlap": 'See them: GET /api/v1/sessions/history. To keep both: "overlap": true',
    "needs_an_answer": 'State the time practised: "duration_seconds"',
}
"""What to send next, where the command line says what to type next."""

OPTION = "--"
HTTP_CODES = {404: "endpoint_not_found", 405: "method_not_allowed"}
UNREADABLE = ("The body is no JSON object.", "Send one in UTF-8, with Content-Type: application/json")
WRONG_HOST = (
    "wrong_host",
    "This server does not answer to that name.",
    "Name it at its start: yogaflow serve --allow-host NAME",
)
TOO_LARGE = ("body_too_large", "The body is over 64 KiB.", "Send less: a note has at most 4,000 characters.")
PROOF_ASKED = {"WWW-Authenticate": "Bearer"}


def status_of(error: YogaflowError) -> int:
    """The status of an error, as section 7 of the contract maps exit codes."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 500)


def hint_of(error: YogaflowError) -> str | None:
    """What to send next; a hint that names an option of the command line is none here."""
    if error.code in HINTS:
        return HINTS[error.code]
    if error.hint is None or OPTION in error.hint:
        return None
    return error.hint.replace("yogaflow sequence list", "GET /api/v1/sequences")


def answer(content: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(as_text(content).encode("utf-8", "replace"), status, headers, "application/json")


def as_text(content: object) -> str:
    """Plain values as JSON in one line."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def error_answer(
    status: int, code: str, message: str, hint: str | None, headers: dict[str, str] | None = None
) -> Response:
    """The error object."""
    told = {"code": code, "message": shown(message), "hint": None if hint is None else shown(hint)}
    return answer({"error": told}, status, headers)


async def of_practice(request: Request, error: Exception) -> Response:
    """The answer to a failure of the practice."""
    if not isinstance(error, YogaflowError):
        raise error
    status = status_of(error)
    # Where the file lies is nobody's business but of those who sit at the machine: it tells the name of an account.
    folder = f"{house_of(request).means.data_folder}{os.sep}"
    message, hint = sentence(error.message.replace(folder, "")), hint_of(error)
    hint = None if hint is None else hint.replace(folder, "")
    return error_answer(status, error.code, message, hint, PROOF_ASKED if status == 401 else None)


async def of_http(request: Request, error: Exception) -> Response:
    """The answer to a request that reaches no service."""
    if isinstance(error, Refusal):
        return error_answer(error.status, error.code, error.message, error.hint, error.headers)
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return error_answer(413, *TOO_LARGE)
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return error_answer(422, InvalidValue.code, *UNREADABLE)
    code = HTTP_CODES.get(error.status_code, UsageMistake.code)
    phrase = HTTPStatus(error.status_code).phrase
    headers = allowed(request) if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED else dict(error.headers or {})
    return error_answer(error.status_code, code, f"{phrase}.", "See what there is: GET /openapi.json", headers)


def allowed(request: Request) -> dict[str, str]:
    """The methods of a path, of all its endpoints: the framework names those of the first alone."""
    for template, operations in request.app.openapi()["paths"].items():
        if compile_path(template.replace("_id}", "_id:number}"))[0].match(request.url.path):
            return {"Allow": ", ".join(sorted(method.upper() for method in operations))}
    return {}


async def of_values(request: Request, error: Exception) -> Response:
    """The answer to values of a wrong kind, or out of range; the first of them is named."""
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    if first["type"] == "json_invalid" or first["loc"] == ("body",):
        return error_answer(422, InvalidValue.code, *UNREADABLE)
    place = named_place(first["loc"])
    return error_answer(422, InvalidValue.code, f"{place}: {first['msg']}.", "See what it takes: GET /openapi.json")


def named_place(steps: Sequence[str | int]) -> str:
    """Where a value stands: `duration_seconds`, `tags.3`; the body as a whole is `body`."""
    return ".".join(str(step) for step in steps[1:]) or str(steps[0])


async def of_mistake(request: Request, error: Exception) -> Response:
    """The answer to what nobody foresaw; what happened is kept in a file, and told to nobody."""
    told = house_of(request).means.mistake(error)
    return error_answer(500, told.code, told.message, None)


def answer_failures(app: FastAPI) -> None:
    """Lets every failure of an app end in the error object."""
    app.add_exception_handler(YogaflowError, of_practice)
    app.add_exception_handler(Refusal, of_http)
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(RequestValidationError, of_values)
    app.add_exception_handler(Exception, of_mistake)
