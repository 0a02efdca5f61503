"""JavaScript modules from Python, without a browser: `javascript(module, expression, data)`."""

import json
import subprocess
import sys
from pathlib import Path

import lecturelib.widgets

WIDGETS = Path(lecturelib.widgets.__file__).parent
SERVER = """
const finite = (_, value) => typeof value === "number" && !isFinite(value) ? String(value) : value;
const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
let rest = "";
for await (const text of lines) {
  const asked = (rest + text).split("\\n");
  rest = asked.pop();
  for (const line of asked) {
    const { module, expression, data } = JSON.parse(line);
    let answer;
    try {
      const names = await import(module);
      const run = new Function(...Object.keys(names), "data", `return ${expression}`);
      answer = { value: run(...Object.values(names), data) ?? null };
    } catch (error) {
      answer = { error: error.stack };
    }
    console.log(JSON.stringify(answer, finite));
  }
}
"""


class JavaScript:
    """One Deno for many calls. What is not finite comes back as a text: "Infinity", "NaN"."""

    def __init__(self):
        command = [sys.executable, "-m", "deno", "eval", "--no-remote", "--ext=js", SERVER]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._deno = subprocess.Popen(command, text=True, encoding="utf-8", **pipes)

    def __call__(self, module, expression, data=None):
        """The value of an expression of the module's exports and `data`; both as JSON can say them.

        module: a path below lecturelib/widgets, or a whole path. Raises RuntimeError with
        JavaScript's stack if it fails.
        """
        url = (WIDGETS / module).as_uri()
        asked = json.dumps({"module": url, "expression": expression, "data": data})
        self._deno.stdin.write(f"{asked}\n")
        self._deno.stdin.flush()
        answer = json.loads(self._deno.stdout.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def close(self):
        self._deno.stdin.close()
        self._deno.wait(10)
        self._deno.stdout.close()
