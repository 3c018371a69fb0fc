"""Starts the service and stops it without losing requests."""

import json
import os
import signal
import threading
from datetime import datetime, timezone
from typing import Any

from app.server import Server

# Kubernetes needs a moment to take the pod out of its Services.
DRAIN_SECONDS = 5


def log(entry: dict[str, Any]) -> None:
    time = datetime.now(timezone.utc).isoformat()
    print(json.dumps({"time": time, **entry}), flush=True)


def main() -> None:
    port = int(os.environ.get("PORT", "${{ values.port }}"))
    server = Server(("", port), os.environ.get("VERSION", "dev"), log)

    def stop(*_: Any) -> None:
        log({"message": "Stopping"})
        server.drain()
        threading.Timer(DRAIN_SECONDS, server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    log({"message": "Listening", "port": port})
    server.serve_forever()


if __name__ == "__main__":
    main()
