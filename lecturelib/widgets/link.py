"""A widget's ES modules as the one module that anywidget takes, and its style sheets as one.

Nothing is compiled and nobody needs Node: what is in the files runs, less comments, white space and
what is never named, with short names for what is declared at the top of a file.
"""

import json
import re
from collections import Counter
from pathlib import Path
from string import ascii_letters

from lecturelib import palette

_KIT = Path(__file__).parent / "kit"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.M)
_SPACED = re.compile(
    r"""(?P<text>(["'`])(?:\\.|(?!\2).)*\2)| *(?P<sign>[=,:;{}()<>?&|!*]+) *"""
    r"""|(?<![+-]) (?P<term>[+/-]) (?![+-])"""
)
_RULE = re.compile(r"(?<![^{}])([^{}@]+)\{[^{}]*\}")
_OR = re.compile(r",(?![^(]*\))")  # between selectors, not within :is()
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
    return _bare(_short("".join(_named("\n".join(linked)))))


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


def styles(*sheets, code=None):
    """The palette, the kit's style sheet and these, without comments and white space.

    code: a linked module; then without the kit's rules for classes that it never names.
    """
    kit, *own = (
        path.read_text(encoding="utf-8") for path in (_KIT / "kit.css", *map(Path, sheets))
    )
    kit = _bare_css(kit)
    if code is not None:
        kit = _RULE.sub(lambda rule: rule[0] if _is_used(rule[1], code) else "", kit)
    return _bare_css("".join([_colours(), kit, *own]))


def _is_used(selector, code):
    """Whether one of a rule's selectors has no class of the kit's that the code never names."""
    named = set(re.findall(r"ll-[\w-]+", code))
    return any(named.issuperset(re.findall(r"\.(ll-[\w-]+)", one)) for one in _OR.split(selector))


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
    # A line with a pattern, or a template in a template, stays as it is: its spaces may count.
    text = re.sub(
        r"^(?!.*`[^`]*\$\{[^}`]*`)(?:[^/\n]| / )+$",
        lambda line: _SPACED.sub(_unspaced, line[0]) if line[0].count("`") % 2 == 0 else line[0],
        text,
        flags=re.M,
    )
    text = re.sub(r"(?<![\w$)\]])\((\w+)\) ?=>", r"\1=>", text)
    text = re.sub(r"(?<!\));\n+(?=\})", "", text)  # but not that of an empty loop
    text = re.sub(r"(?<=[{}(\[,;])\n+|\n+(?=[})\].?:])", "", text)
    text = re.sub(r",(?=[)\]}])", "", text)
    text = re.sub(r"\bconst(?=[ {])", "let", text)
    joined = ""
    while joined != text:  # what is declared one after the other, as one declaration
        joined, text = text, re.sub(r"(?<!\()\blet ([^;{}]*);let ?", r"let \1,", text)
    text = re.sub(r"\blet (?=[{\[])", "let", text)
    return re.sub(r"\n+", "\n", text).strip()


def _short(text):
    """The same with short names for what is declared at its top, where a name is nothing else."""
    said = set(re.findall(r"\w+", "".join(re.findall(r"'[^'\n]*'|\"[^\"\n]*\"", text))))
    exported = set(re.findall(r"^export [a-z* ]*?(\w+)(?= =|\()", text, re.M))
    counts = Counter(re.findall(r"[\w$]+", text))
    names = set(_DECLARED.findall(text)) - said - exported
    short = iter([f"${letter}" for letter in ascii_letters] + [f"${k}" for k in range(100, 999)])
    for name in sorted(names, key=lambda name: (-counts[name], name)):
        # A property, a key, a part of a longer name, and a key that is its own value stay.
        if len(name) > 3 and not re.search(
            rf"[.'\"`#-]{name}\b|\b{name}['\"`:-]|[{{,]\s*{name}\s*[,}}]", text
        ):
            text = re.sub(rf"(?<![\w$]){name}(?![\w$])", next(short), text)
    return text


def _unspaced(match):
    text = match["text"]
    if text and not set("'`\\") & set(text):
        return f"'{text[1:-1]}'"  # in JSON each " costs a second sign
    return text or match["sign"] or match["term"]


def _bare_css(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s*([{};])\s*|([:,])\s+|\s+", lambda match: match[1] or match[2] or " ", text)
    text = re.sub(r"=\"([a-z]+)\"\]", r"=\1]", text)
    return text.replace(";}", "}")


def _colours():
    def rule(selector, colours, letters):
        colours = colours | {f"{name}-text": letters[name] for name in palette.LETTERS}
        values = "".join(f"--ll-{name}:{value};" for name, value in colours.items())
        return f"{selector}{{{values}}}"

    dark = '.ll-dark,[data-jp-theme-light="false"] .ll'
    light = rule(".ll", palette.LIGHT, palette.LETTERS)
    return light + rule(dark, palette.DARK, palette.DARK)
