import json
import threading
import unittest
from http.client import HTTPConnection
from typing import Any

from app.server import Server


class ServerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.entries: list[dict[str, Any]] = []
        self.logged = threading.Event()
        self.server = Server(("127.0.0.1", 0), "v1.2.3", self._log)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.addCleanup(self._stop)

    def _log(self, entry: dict[str, Any]) -> None:
        self.entries.append(entry)
        self.logged.set()

    def _stop(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def _request(self, method: str, path: str) -> tuple[int, dict[str, str]]:
        connection = HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=5)
        self.addCleanup(connection.close)
        connection.request(method, path)
        response = connection.getresponse()
        return response.status, json.loads(response.read())

    def test_says_its_name_and_version(self) -> None:
        self.assertEqual(
            self._request("GET", "/"),
            (200, {"name": "${{ values.name }}", "version": "v1.2.3"}),
        )

    def test_is_healthy(self) -> None:
        self.assertEqual(self._request("GET", "/healthz"), (200, {"status": "ok"}))

    def test_writes_one_line_for_a_request(self) -> None:
        self._request("GET", "/healthz?probe")

        self.assertTrue(self.logged.wait(5))
        self.assertEqual(len(self.entries), 1)
        self.assertEqual(self.entries[0]["url"], "/healthz?probe")
        self.assertEqual(self.entries[0]["status"], 200)

    def test_refuses_what_it_does_not_know(self) -> None:
        self.assertEqual(self._request("GET", "/nowhere")[0], 404)
        self.assertEqual(self._request("POST", "/")[0], 405)

    def test_is_ready_until_it_stops(self) -> None:
        self.assertEqual(self._request("GET", "/readyz")[0], 200)

        self.server.drain()

        self.assertEqual(self._request("GET", "/readyz")[0], 503)
        self.assertEqual(self._request("GET", "/healthz")[0], 200)


if __name__ == "__main__":
    unittest.main()
