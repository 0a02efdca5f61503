#!/usr/bin/env python3
"""Starts $FIREFOX for Playwright, and answers for it the one command that its ESR does not know.

Playwright starts this file in Firefox's place, with Firefox's arguments. Of what goes between the
two, only that command is kept back. Once Debian's Firefox knows it, this file can go.
"""

import asyncio
import json
import os
import re
import sys

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketHandler, websocket_connect

UNKNOWN = "emulation.setMediaFeaturesOverride"
ROOM = 2**28  # bytes; a message may be a screenshot


class Relay(WebSocketHandler):
    def initialize(self, address):
        self.address = address

    async def open(self):
        self.firefox = await websocket_connect(self.address, max_message_size=ROOM)
        self.answers = asyncio.create_task(self.pass_answers())

    async def pass_answers(self):
        while (message := await self.firefox.read_message()) is not None:
            self.write_message(message)
        self.close()

    def on_message(self, message):
        command = json.loads(message)
        if command["method"] == UNKNOWN:
            self.write_message({"type": "success", "id": command["id"], "result": {}})
        else:
            self.firefox.write_message(message)

    def on_close(self):
        self.firefox.close()


async def main():
    firefox = await asyncio.create_subprocess_exec(
        os.environ["FIREFOX"], *sys.argv[1:], stderr=asyncio.subprocess.PIPE
    )
    async for line in firefox.stderr:
        text = line.decode(errors="replace")
        if found := re.search(r"BiDi listening on (ws://\S+)", text):
            handlers = [("/session", Relay, {"address": f"{found[1]}/session"})]
            (door,) = bind_sockets(0, "127.0.0.1")
            HTTPServer(Application(handlers, websocket_max_message_size=ROOM)).add_socket(door)
            text = f"WebDriver BiDi listening on ws://127.0.0.1:{door.getsockname()[1]}\n"
        print(text, end="", file=sys.stderr, flush=True)
    return await firefox.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
