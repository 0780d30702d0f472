"""A profile's token for a web token."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from yogaflow_cli.errors import TokenWrong
from yogaflow_cli.server.answers import WebToken
from yogaflow_cli.server.bodies import TokenBody
from yogaflow_cli.server.document import TAG, failures
from yogaflow_cli.server.failures import answer
from yogaflow_cli.server.visit import house_of
from yogaflow_cli.services.web_access import admit
from yogaflow_cli.text.instants import iso_utc

router = APIRouter(prefix="/api/v1", tags=[TAG])


@router.post(
    "/token",
    operation_id="token",
    summary="Get a web token",
    response_model=WebToken,
    response_description="A web token for an hour",
    responses=failures(401, 413, 422, 429),
)
def token(request: Request, body: TokenBody) -> Response:
    """It ends before its hour with `yogaflow profile lock` and `yogaflow profile reset-token`."""
    house = house_of(request)
    address = house.client_of(request)
    house.wrong_tokens.refuse(address)
    now = house.means.moment()
    with house.databases.taken() as database:
        try:
            admission = admit(database, body.token, body.profile, now)
        except TokenWrong:
            house.wrong_tokens.count(address)
            raise
    return answer(
        {
            "access_token": admission.web_token,
            "token_type": "bearer",
            "expires_in": int((admission.expires_at - now).total_seconds()),
            "expires_at": iso_utc(admission.expires_at),
            "profile": admission.profile.name,
        }
    )
