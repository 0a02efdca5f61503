"""A widget's ES modules as the one module that anywidget takes, and its style sheets as one.

Nothing is compiled and nobody needs Node: what is in the files runs, less comments, white space and
what is never named.
"""

import json
import re
import zlib
from base64 import b64encode
from pathlib import Path

from lecturelib import palette

_KIT = Path(__file__).parent / "kit"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.M)
_SPACED = re.compile(
    r"""(?P<text>(["'])(?:\\.|(?!\2).)*\2)| *(?P<sign>[=,:;{}()<>?&|!*]+) *"""
    r"""|(?<![+-]) (?P<term>[+/-]) (?![+-])"""
)
_DECLARED = re.compile(r"^(?:export )?(?:async )?(?:const|let|class|function\*?) (\w+)", re.M)


def modules(entry):
    """path -> text of the module at `entry` and of all it imports, each after what it imports."""
    found, seen = {}, set()

    def visit(path):
        if path in seen:
            return
        seen.add(path)
        text = path.read_text(encoding="utf-8")
        for match in _IMPORT.finditer(text):
            visit((path.parent / match[2]).resolve())
        found[path] = text

    visit(Path(entry).resolve())
    return found


def link(entry):
    """The module at `entry` with all that it imports, as one module that has the entry's exports.

    Top-level names share one scope, so ValueError is raised where one is declared twice, and where
    an import or export is of a form that is not understood here.
    """
    owners, linked = {}, []
    for path, text in modules(entry).items():
        text = _IMPORT.sub("", text)
        for name in _DECLARED.findall(text):
            if name in owners:
                raise ValueError(f"{name} is declared in {owners[name].name} and in {path.name}")
            owners[name] = path
        if path != Path(entry).resolve():
            text = re.sub(r"^export (?=async |const |let |class |function)", "", text, flags=re.M)
            if re.search(r"^export ", text, re.M):
                raise ValueError(f"{path.name} must export its names where they are declared")
        if re.search(r"^import ", text, re.M):
            raise ValueError(f'{path.name} must import as in: import {{ a, b }} from "./c.js";')
        linked.append(_uncommented(text))
    return _bare("".join(_named("\n".join(linked))))


def packed(module):
    """The same module in half the bytes, or less: deflated, and inflated by the browser."""
    data = b64encode(zlib.compress(module.encode("utf-8"), 9)).decode()
    return (
        f"const packed=Uint8Array.from(atob('{data}'),(c)=>c.charCodeAt(0));"
        "const stream=new Blob([packed]).stream();"
        "const inflated=stream.pipeThrough(new DecompressionStream('deflate'));"
        "const code=await new Response(inflated).text();"
        "const url=URL.createObjectURL(new Blob([code],{type:'text/javascript'}));"
        "export default (await import(url)).default;"
    )


def apart(entry):
    """The same with each file a module of its own, so that a stack trace names file and line."""
    found = modules(entry)
    root = Path(entry).resolve().parents[1]
    numbers = {path: f"url{k}" for k, path in enumerate(found)}
    lines = []
    for path, text in found.items():
        # Every second part is an import's address, which is known only in the browser.
        parts = re.split(r'^(import \{[^}]*\} from ")(\.[^"]+)(?=";\n)', text, flags=re.M)
        pieces = [
            numbers[(path.parent / part).resolve()] if k % 3 == 2 else json.dumps(part)
            for k, part in enumerate(parts)
        ]
        pieces.append(json.dumps(f"\n//# sourceURL={path.relative_to(root).as_posix()}"))
        blob = f'new Blob([{", ".join(pieces)}], {{ type: "text/javascript" }})'
        lines.append(f"const {numbers[path]} = URL.createObjectURL({blob});")
    return "\n".join([*lines, f"export default (await import({numbers[path]})).default;"])


def styles(*sheets):
    """The palette, the kit's style sheet and these, without comments and white space."""
    sheets = [path.read_text(encoding="utf-8") for path in (_KIT / "kit.css", *map(Path, sheets))]
    return _bare_css("".join([_colours(), *sheets]))


def _uncommented(text):
    text = re.sub(r"/\*\*.*?\*/ ?", "", text, flags=re.S)
    return re.sub(r"^ *//.*\n| // .*$", "", text, flags=re.M)


def _named(text):
    """The parts of a module that its exports, and what is no declaration, lead to by name."""
    parts = re.split(r"^(?=\w)", text, flags=re.M)
    names = [_DECLARED.match(part) for part in parts]
    declares = {name[1]: part for name, part in zip(names, parts, strict=True) if name}
    found = set()
    ahead = [part for part in parts if part.startswith("export ") or part not in declares.values()]
    while ahead:
        part = ahead.pop()
        if part not in found:
            found.add(part)
            ahead += [declares[name] for name in re.findall(r"\w+", part) if name in declares]
    return [part for part in parts if part in found]


def _bare(text):
    """JavaScript without indentation, and without spaces and line ends that nothing needs."""
    text = re.sub(r"^ +", "", text, flags=re.M)
    # A line with a template or a pattern stays as it is: its spaces may count.
    text = re.sub(
        r"^(?:[^`/\n]| / )+$", lambda line: _SPACED.sub(_unspaced, line[0]), text, flags=re.M
    )
    text = re.sub(r"(?<![\w$)\]])\((\w+)\) ?=>", r"\1=>", text)
    text = re.sub(r"(?<!\));\n+(?=\})", "", text)  # but not that of an empty loop
    text = re.sub(r"(?<=[{}(\[,;])\n+|\n+(?=[})\].?:])", "", text)
    return re.sub(r"\n+", "\n", text).strip()


def _unspaced(match):
    text = match["text"]
    if text and not set("'\\") & set(text):
        return f"'{text[1:-1]}'"  # in JSON each " costs a second sign
    return text or match["sign"] or match["term"]


def _bare_css(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s*([{};])\s*|([:,])\s+|\s+", lambda match: match[1] or match[2] or " ", text)
    return text.replace(";}", "}")


def _colours():
    def rule(selector, colours, letters):
        colours = colours | {f"{name}-text": letters[name] for name in palette.LETTERS}
        values = "".join(f"--ll-{name}:{value};" for name, value in colours.items())
        return f"{selector}{{{values}}}"

    dark = '.ll-dark,[data-jp-theme-light="false"] .ll'
    light = rule(".ll", palette.LIGHT, palette.LETTERS)
    return light + rule(dark, palette.DARK, palette.DARK)
