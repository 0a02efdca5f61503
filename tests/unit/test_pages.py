"""The pages without Python: prose, formulas, and what is recorded for their widgets."""

import json
import re
from pathlib import Path

import nbformat
import pytest

from lecturelib import widgets
from pages import prose
from pages.build import build
from pages.cells import page
from pages.recordings import ANSWERS, name, record, told
from tools.normal_form import FOLDER

ASSETS = Path(prose.__file__).parent / "assets"
MODEL, STATE = ASSETS / "model.js", ASSETS / "state.js"


def test_a_formula_is_mathml_and_scrolls_in_itself():
    html = prose.html("so $x_1$ and\n\n$$\\begin{cases} 1 & x > 0 \\\\ 0 \\end{cases}$$\n")
    assert html.count("<math") == 2 and 'display="block"' in html
    assert '<div class="formula" tabindex="0"><math' in html
    assert "$" not in html


@pytest.mark.parametrize("latex", ["(2, -1, 1)", "b = -2", "-x"])
def test_a_minus_that_subtracts_nothing_is_a_sign(latex):
    assert prose.maths(latex).count('form="prefix"') == 1


@pytest.mark.parametrize("latex", ["x - 1", "(x) - y", "2 - 1"])
def test_a_minus_that_subtracts_is_none(latex):
    assert 'form="prefix"' not in prose.maths(latex)


def test_every_formula_of_the_notebooks_is_understood():
    for path in FOLDER.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                html = prose.html(cell.source)
                text = re.sub(r"<code>.*?</code>|<pre>.*?</pre>", "", html, flags=re.S)
                assert not set("\\$") & set(text) and "<mi>&</mi>" not in text


def test_links_lead_to_pages():
    html = prose.html("[2 The neuron](02_neuron.ipynb) and [there](03_perceptron.ipynb#xor)")
    assert 'href="02_neuron.html"' in html and 'href="03_perceptron.html#xor"' in html


def test_an_empty_corner_of_a_table_heads_nothing():
    html = prose.html("| | a |\n|:---|---|\n| b | c |")
    assert html.count("<th") == 2 and "<td" in html  # <thead, and a


def test_a_heading_links_to_itself():
    html = prose.html("## 3.1 Neurons\n\nText.", "mp-neuron")
    assert html.count('href="#mp-neuron"') == 1
    assert html.index("<h2>") < html.index("#mp-neuron") < html.index("</h2>")


@pytest.mark.parametrize("number", ["01", "03"])
def test_a_page_has_every_cell_and_every_picture(number):
    notebook = nbformat.read(next(FOLDER.glob(f"{number}*.ipynb")), as_version=4)
    made = page(number, notebook, {})
    left_out = ("nav", "nav-end", "progress", "map-progress")
    ids = [cell.id for cell in notebook.cells if cell.id not in left_out]
    assert [section.id for section in made.sections] == ids
    assert made.title.startswith(str(int(number)))
    pictures = [o for c in notebook.cells for o in c.get("outputs", ()) if "image/png" in str(o)]
    assert len(made.pictures) == len(pictures) > 3
    html = "".join(section.html for section in made.sections)
    assert html.count("<img") == len(pictures) and 'alt=""' not in html


def test_a_guess_is_a_question_and_no_code():
    cell = nbformat.v4.new_code_cell(
        'guess("6.1")', id="g", metadata={"jupyter": {"source_hidden": 1}}
    )
    made = page("06", nbformat.v4.new_notebook(cells=[cell]), {})
    assert made.sections[0].html == ""


def test_an_exercise_has_its_hints_and_solution_to_unfold():
    notebook = nbformat.read(next(FOLDER.glob("03*.ipynb")), as_version=4)
    cell = next(s.html for s in page("03", notebook, {}).sections if s.id == "ex-3-1-cell")
    assert cell.count("<details") == 4  # three hints and a solution
    assert "not yet attempted" not in cell


def test_python_and_javascript_name_an_answer_alike(javascript):
    values = [[1.0, 0.25, "é", [True, None], -0.0, 1e-3], ["wave", 0, [-0.1234, 1000000.0]]]
    answer = ANSWERS["perceptron_plane"][0]
    names = [name(answer, each) for each in values]
    expression = "data.values.map((each) => nameOf(data.gives, each))"
    assert javascript(MODEL, expression, {"values": values, "gives": answer.gives}) == names


def test_another_run_is_news_though_only_its_bytes_differ(javascript):
    heard = """(() => {
        const run = (byte) => ({ path: new DataView(Uint8Array.of(byte).buffer), n: 1 });
        const told = { start: {}, hand: [], state: { run: run(1), w: [1, 2] } };
        const it = model(told, { words: {}, answers: [] });
        const heard = [];
        for (const name of ["run", "w"]) it.on(`change:${name}`, () => heard.push(name));
        it.set("w", [1, 2]);
        it.set("run", run(2));
        return [heard, it.get("run").path.getUint8(0)];
    })()"""
    assert javascript(MODEL, heard) == [["run"], 2]


KEPT = {"w": [0.25, -1], "data": "and/or %20 ü", "finals": [[1, 2, 3]]}


def test_an_address_keeps_a_state(javascript):
    again = javascript(STATE, "read(addressOf('sec', data))", KEPT)
    assert again == {"section": "sec", "kept": KEPT}


@pytest.mark.parametrize(
    "spoilt", ["address.slice(0, -3)", "address.replace('0.25', '0.26')", "'#sec'", "'#state/a'"]
)
def test_an_address_that_was_spoilt_keeps_nothing(javascript, spoilt):
    expression = f"(() => {{ const address = addressOf('sec', data); return read({spoilt}); }})()"
    assert javascript(STATE, expression, KEPT) is None


def test_only_what_a_hand_has_set_is_kept(javascript):
    expression = """(() => {
        const state = { w: [1, 2], b: 0, run: {} };
        const it = model({ start: {}, state, hand: ["w", "b"] }, { words: {}, answers: [] });
        it.set("w", [3, 4]);
        it.set("run", { n: 1 });
        const kept = it.kept();
        it.set("b", 7);
        it.keep({ w: [5, 6], words: "no" });
        return [kept, it.get("w"), it.get("b"), it.get("words")];
    })()"""
    assert javascript(MODEL, expression) == [{"w": [3, 4]}, [5, 6], 0, {}]


@pytest.mark.parametrize("kind", ["PerceptronPlane", "DescentPaths", "BackpropStepper"])
def test_what_is_recorded_is_what_python_answers(kind):
    widget, found = getattr(widgets, kind)(), {}
    before = repr(widget)
    record(widget, found)
    assert repr(widget) == before
    answer = ANSWERS[widget.table][0]
    asked = name(answer, [getattr(widget, trait) for trait in answer.of])
    getattr(widget, f"do_{answer.ask}")()
    now = told(widget)["state"]
    assert {trait: now[trait] for trait in answer.gives if trait != "run"} == {
        trait: value for trait, value in found[asked].items() if trait != "run"
    }
    runs = [
        {key: value for key, value in run.items() if key != "n"}
        for run in (now["run"], found[asked]["run"])
    ]
    assert runs[0] == runs[1]


def test_answers_can_be_written_as_json():
    found = {}
    record(widgets.NeuronFiring(), found)
    assert json.loads(json.dumps(found)) == found and found


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ValueError, match="something else"):
        build(tmp_path, ["03"])
    assert (tmp_path / "thesis.txt").read_text() == "mine"
