"""What the OpenAPI document says besides the endpoints' own words: the failures of each, and where one leads to."""

from yogaflow_cli.server.answers import Error
from yogaflow_cli.server.failures import HINTS, TOO_LARGE, WRONG_HOST

TAG = "Practice Sessions"
TITLE = "YogaFlow"
ABOUT = """
Practice sessions of yoga: start, pause, resume, complete, and look back. The same practice as in the terminal: what
`yogaflow pause` does there, is seen here, and the other way round.

Durations are whole seconds, instants UTC as `2025-12-05T10:00:00Z`, days local days as `2025-12-05`. A profile's token,
given to `POST /api/v1/token`, yields a web token for an hour; every other endpoint needs it:
`Authorization: Bearer TOKEN`. What goes wrong is an error object with a fixed `code`.
"""
TAGS = [{"name": TAG, "description": "Everything about the practice of one profile."}]

EXAMPLES: dict[int, tuple[str, str, str, str]] = {
    401: ("Not proven", "token_missing", "A web token is missing.", "Send it: Authorization: Bearer TOKEN"),
    403: ("Another profile's session", "not_yours", "Session 3 is not yours.", HINTS["not_yours"]),
    404: ("Not there", "session_not_found", "There is no session 3.", HINTS["session_not_found"]),
    409: (
        "It contradicts what is recorded",
        "already_paused",
        "Session 1 is paused already.",
        HINTS["already_paused"],
    ),
    413: ("The body is over 64 KiB", *TOO_LARGE),
    421: ("Addressed to another name", *WRONG_HOST),
    422: (
        "A value is out of range, or none",
        "invalid_value",
        "duration_seconds: Input should be less than or equal to 14400.",
        "See what it takes: GET /openapi.json",
    ),
    429: (
        "Too many wrong tokens",
        "too_many_tries",
        "10 wrong tokens came from there within a minute.",
        "Wait 42 s, then give the token that `yogaflow profile show --token` shows.",
    ),
    503: (
        "The database is missing, locked, full, read-only, damaged or newer",
        "storage_locked",
        "Another program holds yogaflow.db.",
        "Close it, or wait, and try again.",
    ),
}
ERROR = {"$ref": f"#/components/schemas/{Error.__name__}"}
EVERYWHERE = (421, 503)

# FastAPI's own type of the responses that a document lists.
Responses = dict[int | str, dict[str, object]]


def failures(*statuses: int) -> Responses:
    """The failures that an endpoint can end in, besides those that all can."""
    return {status: failure(status) for status in sorted((*statuses, *EVERYWHERE))}


def failures_of_stream(*statuses: int) -> Responses:
    """The same where the answer itself is no JSON: the framework would take the model for the stream's."""
    return {status: {**told, "model": None} for status, told in failures(*statuses).items()}


def failure(status: int) -> dict[str, object]:
    """One failure, with an example."""
    about, code, message, hint = EXAMPLES[status]
    example = {"error": {"code": code, "message": message, "hint": hint}}
    told: dict[str, object] = {
        "model": Error,
        "description": about,
        "content": {"application/json": {"schema": ERROR, "example": example}},
    }
    if status == 401:
        told["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}, "description": "Bearer"}}
    if status == 429:
        told["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}
    return told


def leads_to(*operations: str) -> dict[str, object]:
    """Where a session that was just answered with leads to: its number is a parameter there, or in the body."""
    number = "$response.body#/session_id"
    return {
        operation: {"operationId": operation, "requestBody": {"session_id": number}}
        if operation == "complete"
        else {"operationId": operation, "parameters": {"session_id": number}}
        for operation in operations
    }
