"""kit/view.js with a model of its own: one paint a frame, few saves, the last one always."""

from base64 import b64encode
from itertools import pairwise

import pytest

from lecturelib.widgets import link
from tests.javascript import WIDGETS

VIEW = link.link(WIDGETS / "kit" / "view.js")
# A model that has anywidget's contract and nothing else.
MODEL = """
const values = { words: { lang: "en" }, x: 0, asked: {} };
const callbacks = {};
const saves = [];
let paints = 0;
const model = {
    get: name => values[name],
    set(name, value) {
        values[name] = value;
        (callbacks[`change:${name}`] ?? []).forEach(call => call());
    },
    save_changes: () => saves.push([performance.now(), values.x]),
    on: (name, call) => (callbacks[name] ??= []).push(call),
    off: (name, call) => { callbacks[name] = callbacks[name].filter(other => other !== call); },
};
const host = new AbortController();
const place = { signal: host.signal };
const el = document.body;
let view;
const end = widget("sample", v => {
    view = v;
    return () => {
        view.get("x");
        paints += 1;
    };
}).render({ model, el, ...place });
const frame = () => new Promise(requestAnimationFrame);
const rest = ms => new Promise(done => setTimeout(done, ms));
"""


def url_of(module):
    return f"data:text/javascript;base64,{b64encode(module.encode()).decode()}"


@pytest.fixture
def run(browser):
    page = browser.page()
    begin = f"const {{ widget }} = await import({url_of(VIEW)!r});"
    yield lambda code, model=MODEL: page.evaluate(f"async () => {{ {begin}\n{model}\n{code} }}")
    page.close()


def test_saves_are_few_and_the_last_value_is_saved(run):
    seconds, saves = run("""
        const start = performance.now();
        for (let x = 1; x <= 60; x++) { view.set({ x }); await rest(8); }
        const stop = performance.now();
        await rest(120);
        return [(stop - start) / 1000, saves];""")
    assert 2 <= len(saves) <= 20 * seconds + 2
    assert min(later[0] - sooner[0] for sooner, later in pairwise(saves)) >= 50
    assert saves[-1][1] == 60


def test_held_changes_are_not_saved_until_asked(run):
    assert run("""
        for (let x = 1; x <= 5; x++) { view.set({ x }, { hold: true }); await frame(); }
        await rest(120);
        const before = saves.length;
        view.save();
        await rest(120);
        return [before, saves.length, saves.at(-1)[1]];""") == [0, 1, 5]


def test_what_is_not_sent_yet_stands_against_what_comes(run):
    assert run("""
        view.set({ x: 1 });
        await rest(120);
        view.set({ x: 2 }, { hold: true });
        model.set("x", 1); // an echo that is late, or another page's hand
        await frame();
        await frame();
        const held = values.x;
        view.save();
        await rest(120);
        model.set("x", 3);
        return [held, saves.at(-1)[1], values.x];""") == [2, 2, 3]


def test_one_paint_a_frame(run):
    assert (
        run("""
        await frame(); await frame();
        const before = paints;
        for (let x = 1; x <= 50; x++) view.set({ x });
        await frame(); await frame();
        return paints - before;""")
        == 1
    )


@pytest.mark.parametrize("end", ["host.abort()", "end()"])
def test_a_view_that_is_gone_saves_its_last_value_and_paints_no_more(run, end):
    """Before anywidget 0.11 a host gives no signal, and calls what render() has returned."""
    model = MODEL if "host" in end else MODEL.replace("...place", "")
    code = """
        await frame(); await frame();
        const before = paints;
        view.set({ x: 7 });
        END;
        await rest(120);
        model.set("x", 8);
        await frame(); await frame();
        const views = document.querySelectorAll('.ll').length;
        const listeners = Object.values(callbacks).flat().length;
        return [paints - before, saves.length, saves[0][1], views, listeners];"""
    assert run(code.replace("END", end), model) == [0, 1, 7, 0, 0]


def test_only_what_is_read_is_painted_anew(run):
    assert run("""
        await frame(); await frame();
        const before = paints;
        model.set("unread", 1);
        await frame(); await frame();
        const after = paints;
        model.set("x", 1);
        await frame(); await frame();
        return [after - before, paints - after];""") == [0, 1]


def test_while_developing_a_stack_trace_names_file_and_line(browser, tmp_path):
    (tmp_path / "a.js").write_text('import { fail } from "./b.js";\n\nexport default fail;\n')
    (tmp_path / "b.js").write_text("// A line.\n\nexport function fail() {\n  throw Error();\n}\n")
    page = browser.page()
    stack = page.evaluate(
        """async url => {
            try { (await import(url)).default(); } catch (error) { return error.stack; }
        }""",
        url_of(link.apart(tmp_path / "a.js")),
    )
    page.close()
    assert f"{tmp_path.name}/b.js:4:9" in stack
