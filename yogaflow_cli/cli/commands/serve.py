"""`yogaflow serve`: the practice-session API on this machine, for a status bar, a phone, a front end."""

from pathlib import Path
from typing import Annotated

import typer

from yogaflow_cli.cli.answering import workspace_of
from yogaflow_cli.cli.workspace import Workspace
from yogaflow_cli.errors import Interrupted, Terminated, UsageMistake
from yogaflow_cli.text.numbers import whole_number

HOST = "127.0.0.1"
PORT = "8800"
HIGHEST_PORT = 65_535
ENDED = "The server has ended."

Host = Annotated[str, typer.Option("--host", metavar="HOST", help="The address to listen on.")]
Port = Annotated[str, typer.Option("--port", metavar="NUMBER", help="The port; 0 takes any that is free.")]
Certificate = Annotated[Path | None, typer.Option("--tls-cert", metavar="FILE", help="A certificate, for HTTPS.")]
Key = Annotated[Path | None, typer.Option("--tls-key", metavar="FILE", help="Its key.")]
BehindProxy = Annotated[bool, typer.Option("--behind-proxy", help="A proxy on the way speaks TLS.")]
AllowHost = Annotated[
    list[str] | None, typer.Option("--allow-host", metavar="NAME", help="A name it is called by; repeatable.")
]
AllowOrigin = Annotated[
    list[str] | None,
    typer.Option("--allow-origin", metavar="URL", help="A site whose pages may read it (CORS); repeatable."),
]


def serve_command(
    context: typer.Context,
    host: Host = HOST,
    port: Port = PORT,
    certificate: Certificate = None,
    key: Key = None,
    behind_proxy: BehindProxy = False,
    allow_host: AllowHost = None,
    allow_origin: AllowOrigin = None,
) -> None:
    """Serves the practice-session API until Ctrl-C."""
    workspace = workspace_of(context)
    # A seam: the help works without the extra `serve`, too, and FastAPI takes 0.4 s to import.
    try:
        from yogaflow_cli.cli.serving import means_of_serving  # noqa: PLC0415
        from yogaflow_cli.server.listening import Listening  # noqa: PLC0415
        from yogaflow_cli.server.running import serve  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise UsageMistake(
            "Serving needs more packages.", 'Install them: pip install "yogaflow-cli[serve]"'
        ) from missing

    listening = Listening(
        host,
        whole_number(port, "--port", 0, HIGHEST_PORT),
        certificate,
        key,
        behind_proxy,
        tuple(allow_host or ()),
        tuple(allow_origin or ()),
    )
    try:
        serve(means_of_serving(workspace), listening, lambda address: tell_of_address(workspace, address))
    except KeyboardInterrupt:
        raise Interrupted(ENDED) from None
    except SystemExit:
        raise Terminated(ENDED) from None


def tell_of_address(workspace: Workspace, address: str) -> None:
    """Says where it listens, before the first request."""
    if workspace.manner.json:
        workspace.output.answer_json({"address": address, "documentation": f"{address}/docs"})
    else:
        workspace.output.echo(f"Serving on {address}")
        workspace.output.notice(f"What it answers: {address}/docs. Ctrl-C ends it.")
    workspace.output.flush()
