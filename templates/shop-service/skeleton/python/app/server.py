"""The HTTP server of the service."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable

NAME = "${{ values.name }}"

Log = Callable[[dict[str, Any]], None]


class Server(ThreadingHTTPServer):
    """Answers health checks and says which version runs."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], version: str, log: Log) -> None:
        super().__init__(address, Handler)
        self.version = version
        self.log = log
        self._draining = threading.Event()

    @property
    def ready(self) -> bool:
        return not self._draining.is_set()

    def drain(self) -> None:
        """Takes the service out of traffic; requests are still answered."""
        self._draining.set()


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    do_PUT = do_PATCH = do_DELETE = do_POST

    def log_message(self, format: str, *args: Any) -> None:
        """Silences the default log: every request is logged by _answer."""

    def _answer(self) -> None:
        started = time.perf_counter()
        status, body = self._route()
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(payload)
        self.server.log(
            {
                "method": self.command,
                "url": self.path,
                "status": status,
                "milliseconds": round((time.perf_counter() - started) * 1000),
            }
        )

    def _route(self) -> tuple[int, dict[str, str]]:
        path = self.path.split("?", 1)[0]
        if path not in ("/", "/healthz", "/readyz"):
            return 404, {"error": "Not found"}
        if self.command not in ("GET", "HEAD"):
            return 405, {"error": "Method not allowed"}
        if path == "/":
            return 200, {"name": NAME, "version": self.server.version}
        if path == "/readyz" and not self.server.ready:
            return 503, {"status": "stopping"}
        return 200, {"status": "ok"}
