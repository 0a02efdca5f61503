"""A slow network between two programs on this machine."""

import asyncio
import threading


class Proxy:
    """Passes bytes to a port of loopback and back, each way `delay` seconds late.

    A context manager.
    """

    def __init__(self, target):
        self._target, self.delay = target, 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    def __enter__(self):
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    async def _serve(self):
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()

    async def _connect(self, reader, writer):
        there, back = await asyncio.open_connection("127.0.0.1", self._target)
        await asyncio.gather(
            self._carry(reader, back), self._carry(there, writer), return_exceptions=True
        )

    async def _carry(self, reader, writer):
        queue = asyncio.Queue()

        async def deliver():
            while True:
                due, data = await queue.get()
                await asyncio.sleep(due - self._loop.time())
                writer.write(data)
                if not data:
                    return writer.close()

        delivery, data = asyncio.create_task(deliver()), True
        while data:
            data = await reader.read(65536)
            queue.put_nowait((self._loop.time() + self.delay, data))
        await delivery
