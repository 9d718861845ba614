"""The two servers of an installation, each a master process with workers that load our applications."""

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from xinyi.config.environment import Environment

KILL_AFTER_SECONDS = 3
RESPAWN_SECONDS = 0.1


def serve_pages(environment: Environment) -> None:
    """Serve the pages until told to stop. Half-sent bodies wait in the server and hold no thread of Django's."""
    _server(
        "xinyi.config.asgi:application", environment, port=environment.port, workers=environment.web_workers
    ).serve()


def serve_live(environment: Environment) -> None:
    """Serve the pushes to open pages until told to stop."""
    _server("xinyi.config.live:application", environment, port=environment.live_port, workers=1).serve()


def _server(target: str, environment: Environment, *, port: int, workers: int) -> MPServer:
    return MPServer(
        target,
        address=environment.bind,
        port=port,
        interface=Interfaces.ASGINL,
        workers=workers,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        respawn_interval=RESPAWN_SECONDS,
        workers_kill_timeout=KILL_AFTER_SECONDS,
    )
