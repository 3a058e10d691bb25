"""A stand-in for a platform: answers chat completions on this machine, well or badly as the name of the model says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-live-0123456789abcdef"
"""The one key it accepts."""


class Provider(BaseHTTPRequestHandler):
    """Answers chat completions. The name of the model says how: `plain`, `bare`, `slow`, `hidden`, `unknown`."""

    seen: list[dict[str, Any]]

    def do_OPTIONS(self) -> None:
        self.reply(204, b"")

    def do_GET(self) -> None:
        self.seen.append({"method": "GET", "key": self.headers.get("authorization")})
        self.reply(405, b"", readable=False)

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        key = (self.headers.get("authorization") or "").removeprefix("Bearer ")
        self.seen.append({"method": "POST", "key": key, "headers": dict(self.headers), **asked})
        if key != KEY:
            said = json.dumps({"error": {"message": f"Incorrect API key provided: {key}."}}).encode()
            self.reply(401, said, readable=asked["model"] != "hidden")
        elif asked["model"] == "unknown":
            self.reply(404, b'{"error": {"message": "The model does not exist"}}')
        else:
            self.stream(asked["model"], asked["messages"][0]["content"])

    def reply(self, status: int, body: bytes, *, readable: bool = True) -> None:
        self.send_response(status)
        if readable:
            self.allow()
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def allow(self) -> None:
        self.send_header("access-control-allow-origin", "*")
        self.send_header("access-control-allow-headers", "authorization, content-type")

    def stream(self, model: str, prompt: str) -> None:
        """Send an answer cut in the middle of letters, its first piece empty; `bare` reports no usage."""
        self.send_response(200)
        self.allow()
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        text = f"Grüße! Zu „{prompt}“: bis zum 14.\u202fJuni." if model != "bare" else "Weiß nicht."
        pieces: list[Any] = [{"delta": {"role": "assistant", "content": ""}}]
        pieces += [{"delta": {"content": text[at : at + 9]}} for at in range(0, len(text), 9)]
        events: list[Any] = [{"choices": [piece]} for piece in [*pieces, {"delta": {}, "finish_reason": "stop"}]]
        if model != "bare":
            events.append({"choices": [], "usage": {"prompt_tokens": 12, "completion_tokens": 21, "total_tokens": 33}})
        raw = "".join(f"data: {json.dumps(e, ensure_ascii=False)}\r\n\r\n" for e in events) + "data: [DONE]\r\n\r\n"
        try:
            for at in range(0, len(raw.encode()), 61):
                self.wfile.write(raw.encode()[at : at + 61])
                self.wfile.flush()
                time.sleep(0.3 if model == "slow" else 0.002)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the reader stopped

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def providing() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Answer on a free port; yield the origin and the list in which every request is noted."""
    seen: list[dict[str, Any]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Provider,), {"seen": seen}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()
