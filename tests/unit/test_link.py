"""Modules become one: each once and in order, one scope without a name twice, nothing left over."""

import json
import os
import re
import subprocess
import sys
import time

import pytest

from lecturelib.widgets import develop, link
from lecturelib.widgets.base import Widget
from tests.javascript import WIDGETS

VIEWS = sorted(set(WIDGETS.glob("*/view.js")) - {WIDGETS / "kit" / "view.js"})


@pytest.fixture
def write(tmp_path):
    """write(name=text, ...) writes name.js for each, and returns the first one's path."""

    def write(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
        return tmp_path / f"{next(iter(texts))}.js"

    return write


DIAMOND = {
    "top": 'import { left } from "./left.js";\nimport { right } from "./right.js";\n\n'
    "export const sum = left + right;\n",
    "left": 'import { base } from "./base.js";\n\nexport const left = base + 1;\n',
    "right": 'import {\n  base,\n} from "./base.js";\n\nexport const right = base + 2;\n',
    "base": "export const base = 10;\n",
}


def test_each_module_stands_once_after_what_it_imports(write, javascript, tmp_path):
    entry = write(**DIAMOND)
    assert [path.stem for path in link.modules(entry)] == ["base", "left", "right", "top"]
    linked = link.link(entry)
    assert linked.count("base=10") == 1 and "import" not in linked
    assert re.findall(r"export const \w+", linked) == ["export const sum"]
    (tmp_path / "linked.js").write_text(linked)
    assert javascript(tmp_path / "linked.js", "sum") == 23 == javascript(entry, "sum")


def test_a_name_that_is_declared_twice_is_refused(write):
    entry = write(
        a='import { two } from "./b.js";\n\nconst helper = () => two;\nexport default helper;\n',
        b="function helper() {}\nexport const two = 2;\n",
    )
    with pytest.raises(ValueError, match=r"helper is declared in b\.js and in a\.js"):
        link.link(entry)


@pytest.mark.parametrize(
    "line",
    [
        'import { two as three } from "./b.js"\n',
        'import two from "./b.js";\n',
        'import * as all from "./b.js";\n',
        'import "./b.js";\n',
    ],
)
def test_another_form_of_import_is_refused(write, line):
    entry = write(a=line, b="export const two = 2;\n")
    with pytest.raises(ValueError, match=r"a\.js must import as in: import \{ a, b \} from"):
        link.link(entry)


@pytest.mark.parametrize("line", ["export { two };\n", "export default 2;\n"])
def test_another_form_of_export_is_refused(write, line):
    entry = write(a='import { two } from "./b.js";\n', b=f"const two = 2;\n{line}")
    with pytest.raises(ValueError, match=r"b\.js must export its names where they are declared"):
        link.link(entry)


def test_comments_and_white_space_are_left_out_and_texts_kept(write, javascript, tmp_path):
    text = "a  b: http://c, {  d }"
    entry = write(
        a=f"/** Types.\n * @type {{string}} */\n// why\nexport const text = {text!r};\n\n"
        "export function twice(x) {\n  // inside\n  return (\n    2 * x\n  );\n}\n"
    )
    linked = link.link(entry)
    assert "why" not in linked and "Types" not in linked and "inside" not in linked
    assert "\n " not in linked and "\n\n" not in linked
    (tmp_path / "linked.js").write_text(linked)
    assert javascript(tmp_path / "linked.js", "[text, twice(4)]") == [text, 8]


def test_spaces_that_nothing_needs_are_left_out_and_texts_kept(write, javascript, tmp_path):
    texts = ['a = "b" ? c', "d : { e }", "it's = 1"]
    lines = [f"export const t{k} = {json.dumps(text)};\n" for k, text in enumerate(texts)]
    entry = write(
        a="".join(lines) + "export const t3 = `${t0 ? `= ( ${ t1 } )` : 0} , ${ t2 }`;\n"
        'export const t4 = \'f = "g"\'.replace(/ = /g, " => ");\n'
        "export const t5 = (a, b = 2) => a - -b + (a > b ? 1 : 0);\n"
    )
    linked = link.link(entry)
    assert "const t5=(a,b=2)=>a - -b+(a>b?1:0);" in linked
    assert "const t1='d : { e }';" in linked
    (tmp_path / "linked.js").write_text(linked)
    wanted = [*texts, "= ( d : { e } ) , it's = 1", 'f => "g"', 5]
    assert javascript(tmp_path / "linked.js", "[t0, t1, t2, t3, t4, t5(4, 0)]") == wanted


def test_what_nothing_leads_to_is_left_out(write, javascript, tmp_path):
    entry = write(
        a='import { used } from "./b.js";\n\nexport const five = used() + 1;\n'
        "globalThis.ran = five;\n",
        b="// unused\nconst four = 4;\n\nexport function used() {\n  return four;\n}\n\n"
        "export const unused = () => other();\n\nconst other = () => unused();\n",
    )
    linked = link.link(entry)
    assert "unused" not in linked and "other" not in linked
    (tmp_path / "linked.js").write_text(linked)
    assert javascript(tmp_path / "linked.js", "[five, globalThis.ran]") == [5, 5]


@pytest.mark.parametrize("view", VIEWS, ids=lambda path: path.parent.name)
def test_every_widget_is_a_module(view, javascript, tmp_path):
    (tmp_path / "linked.js").write_text(link.link(view), encoding="utf-8")
    url = (tmp_path / "linked.js").as_uri()
    assert deno(f"console.log(typeof (await import('{url}')).default.render)") == ("function", "")


def test_a_packed_module_is_the_same_in_half_the_bytes(tmp_path):
    for view in VIEWS:
        module = link.link(view)
        small = link.packed(module)
        assert len(small) < 0.55 * len(module)
        (tmp_path / "packed.js").write_text(small, encoding="utf-8")
        url = (tmp_path / "packed.js").as_uri() + f"#{view.parent.name}"
        ask = f"console.log(typeof (await import('{url}')).default.render)"
        assert deno(ask) == ("function", "")


@pytest.mark.parametrize("folder", [view.parent for view in VIEWS], ids=lambda path: path.name)
def test_styles_are_scoped_by_the_widgets_own_class(folder):
    text = re.sub(r"/\*.*?\*/", "", (folder / "style.css").read_text(encoding="utf-8"), flags=re.S)
    depth, outermost = 0, ""
    for character in text:
        depth += (character == "{") - (character == "}")
        outermost += character if depth == 0 and character != "}" else ""
    assert outermost.split() == [f".{folder.name.replace('_', '-')}"]


def test_no_two_widgets_have_a_class_in_common():
    owners = {}
    for view in VIEWS:
        text = (view.parent / "style.css").read_text(encoding="utf-8")
        for name in set(re.findall(r"\.([a-z]+-[\w-]+)", text)) - {
            view.parent.name.replace("_", "-")
        }:
            if not name.startswith("ll-"):
                owners.setdefault(name, set()).add(view.parent.name)
    assert owners and {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_an_edit_shows_without_a_restart(monkeypatch, write, tmp_path):
    monkeypatch.setenv("ANYWIDGET_HMR", "1")
    monkeypatch.setattr(develop, "_EVERY", 0.01)
    (tmp_path / "style.css").write_text(".sample { color: red; }")
    write(view="export default 1;\n")
    kind = type("Sample", (Widget,), {"table": "kit", "folder": tmp_path})
    sample = kind()
    wait(lambda: "export default 1" in str(sample._esm))
    write(view="export default 2;\n")
    (tmp_path / "style.css").write_text(".sample { color: blue; }")
    wait(lambda: "export default 2" in str(sample._esm) and "blue" in str(sample._css))


def test_an_edit_that_cannot_be_linked_is_said(write, tmp_path):
    (tmp_path / "style.css").write_text("")
    write(view='import two from "./b.js";\n')
    assert develop._read(tmp_path)[0].startswith('throw new Error("view.js must import as in')


def deno(code):
    """What a program prints, and its errors."""
    command = [sys.executable, "-m", "deno", "eval", code]
    plain = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=plain)
    return done.stdout.strip(), done.stderr


def wait(condition):
    for _ in range(300):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come")
