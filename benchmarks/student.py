"""A student at the class's server, as JupyterHub and the kernel see one: requests and messages."""

import asyncio
import json
from time import monotonic
from uuid import uuid4

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

NOTEBOOK = "workbook/03_perceptron.ipynb"
PATIENCE = 300.0  # in s


class Student:
    """Logs in, opens a notebook, runs it, drags, checks, leaves. Times are in s."""

    def __init__(self, url, name, password):
        self.url, self.name, self.password = url, name, password
        self.http = httpx.AsyncClient(follow_redirects=True, timeout=PATIENCE)
        self.times, self.comms, self.retries = {}, {}, 0
        self.kernel = self.socket = None

    @property
    def server(self):
        return f"{self.url}/user/{self.name}"

    def _xsrf(self, path):
        """The token that goes with a request to this path; the narrowest cookie counts."""
        cookies = [c for c in self.http.cookies.jar if c.name == "_xsrf"]
        fitting = [c for c in cookies if path.startswith(c.path)]
        return max(fitting, key=lambda c: len(c.path)).value

    async def log_in(self):
        await self.http.get(f"{self.url}/hub/login")
        form = {"username": self.name, "password": self.password, "_xsrf": self._xsrf("/hub/")}
        answer = await self.http.post(f"{self.url}/hub/login", data=form)
        # A full house answers 429 and says when to come again; a page does so by itself.
        end = monotonic() + PATIENCE
        while monotonic() < end:
            if answer.status_code == 429:
                self.retries += 1
                await asyncio.sleep(float(answer.headers.get("retry-after", 5)))
                answer = await self.http.get(f"{self.url}/hub/spawn")
                continue
            if f"/user/{self.name}/" in str(answer.url) and answer.status_code == 200:
                return
            if answer.status_code != 503:  # of a server that has died, until the hub has seen it
                answer.raise_for_status()
            await asyncio.sleep(0.5)
            answer = await self.http.get(f"{self.url}/hub/spawn")
        raise TimeoutError("no server")

    async def api(self, method, path, **options):
        """An answer of the student's own server."""
        path = f"/user/{self.name}/api/{path}"
        headers = {"X-XSRFToken": self._xsrf(path)}
        answer = await self.http.request(method, self.url + path, headers=headers, **options)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    async def open(self):
        """The notebook's cells; its kernel is started, and its websocket opened."""
        notebook = (await self.api("GET", f"contents/{NOTEBOOK}"))["content"]
        asked = {"path": NOTEBOOK, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
        session = await self.api("POST", "sessions", json=asked)
        self.kernel, self.session = session["kernel"]["id"], uuid4().hex
        self.socket = await self.connect(self.kernel, self.server)
        return [c["source"] for c in notebook["cells"] if c["cell_type"] == "code"]

    async def connect(self, kernel, server):
        """The websocket of a kernel of some server, opened with this student's cookies."""
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.http.cookies.jar)
        address = f"{server}/api/kernels/{kernel}/channels?session_id={uuid4().hex}"
        request = HTTPRequest(address.replace("http", "ws", 1), headers={"Cookie": cookies})
        return await asyncio.wait_for(websocket_connect(request), PATIENCE)

    async def send(self, kind, content, channel="shell"):
        """Sends a message and returns its number."""
        number = uuid4().hex
        header = {"msg_id": number, "msg_type": kind, "session": self.session, "username": ""}
        header |= {"version": "5.3", "date": "2000-01-01T00:00:00Z"}
        parts = {"parent_header": {}, "metadata": {}, "content": content, "buffers": []}
        await self.socket.write_message(json.dumps({"header": header, "channel": channel} | parts))
        return number

    async def heard(self, number):
        """The messages that answer this number, until the kernel is idle again."""
        end = monotonic() + PATIENCE
        while monotonic() < end:
            raw = await asyncio.wait_for(self.socket.read_message(), PATIENCE)
            if raw is None:
                raise ConnectionError("the kernel's connection has ended")
            message = json.loads(raw if isinstance(raw, str) else _first_part(raw))
            content = message["content"]
            if message["header"]["msg_type"] == "comm_open":
                state = content["data"].get("state", {})
                self.comms[content["comm_id"]] = state
            if message["parent_header"].get("msg_id") != number:
                continue
            yield message["header"]["msg_type"], content
            if content.get("execution_state") == "idle":
                return
        raise TimeoutError("the kernel does not answer")

    async def run(self, code):
        """What a cell shows as text. Raises RuntimeError with the error of the cell."""
        number = await self.send("execute_request", {"code": code, "silent": False})
        shown, error = "", ""
        async for kind, content in self.heard(number):
            if kind == "error":
                error = f"{content['ename']}: {content['evalue']}"
            elif kind == "stream":
                shown += content["text"]
            elif kind in ("execute_result", "display_data"):
                shown += content["data"].get("text/plain", "")
        if error:
            raise RuntimeError(error)
        return shown

    async def drag(self, times=20):
        """The seconds that the kernel takes to answer each message of a drag of PerceptronPlane."""
        comm = next(id for id, state in self.comms.items() if "w" in state and "b" in state)
        waits = []
        for k in range(times):
            update = {"method": "update", "state": {"w": [1 + k / 100, 0.5]}, "buffer_paths": []}
            began = monotonic()
            number = await self.send("comm_msg", {"comm_id": comm, "data": update})
            kinds = [kind async for kind, _ in self.heard(number)]
            if "comm_msg" not in kinds:
                raise RuntimeError("the widget does not answer")
            waits.append(monotonic() - began)
            await asyncio.sleep(0.05)  # a hand sends at most 20 messages a second
        return waits

    async def leave(self):
        """Closes the kernel and stops the server."""
        if self.socket:
            self.socket.close()
        path = f"/hub/api/users/{self.name}/server"
        headers = {"X-XSRFToken": self._xsrf("/hub/"), "Referer": f"{self.url}/hub/home"}
        answer = await self.http.delete(self.url + path, headers=headers)
        await self.http.aclose()
        return answer.status_code


def _first_part(raw):
    """The JSON of a message that came with buffers."""
    count = int.from_bytes(raw[:4], "big")
    ends = [int.from_bytes(raw[4 * k : 4 * k + 4], "big") for k in range(1, count + 1)]
    return raw[ends[0] : ends[1]] if count > 1 else raw[ends[0] :]
