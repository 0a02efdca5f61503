"""One widget more, built from docs/write-a-widget.md in a copy of the course, is dragged."""

from tests.browser.helpers import handle, number
from tests.docs import ENGLISH, carry_out, copy_of_the_course
from tools.lab import Lab


def test_one_widget_more(browser, tmp_path):
    folder = copy_of_the_course(tmp_path)
    carry_out("write-a-widget.md", folder)
    with Lab(folder, **ENGLISH) as lab:
        book = browser.open(
            lab, ["from lecturelib.widgets import Tangent\nw = Tangent()\nw"]
        ).ready()
        widget = book.widget()
        assert number(widget.locator(".ll-readout output").text_content()) == 0.197
        book.drag(handle(widget, "Point z on the axis"), -60, 0)
        book.settle()
        z = float(book.python("print(w.z)"))
        assert z < 0.9
        shown = handle(widget, "Point z on the axis").get_attribute("aria-valuenow")
        assert abs(float(shown) - z) < 0.006
        assert book.errors == [] and book.strangers == []
        book.close()
