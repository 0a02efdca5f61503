"""Markdown as the notebooks write it, as HTML: formulas as MathML, code coloured."""

import re

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markupsafe import Markup, escape
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from lecturelib import words

# A minus after an opening bracket, a comma or another operator: it subtracts nothing.
_SIGN = re.compile(
    r"(<mrow>|<mtd[^>]*>|<math[^>]*><mrow>|"
    r"<mo[^>]*>(?!&#x00029;|&#x0005D;|&#x0007D;|\)|\]|&#x02032;|&#x0007C;)[^<]+</mo>)"
    r"<mo>&#x02212;</mo>"
)
# The converter's names for what it knows by another.
_KNOWN = {r"\arg": r"\text{arg}\,", "{aligned}": "{align*}"}
_NO_HEADER = re.compile(r"<th([^>]*)></th>")  # above a column of headers
_INLINE = re.compile(r"\$([^$]+)\$")
_NOTEBOOK = re.compile(r"(\d\d_\w+)\.ipynb(?=$|#)")


def maths(latex, display=False):
    """A formula in LaTeX as a <math> element."""
    for name, known in _KNOWN.items():
        latex = latex.replace(name, known)
    mathml = convert(latex, display="block" if display else "inline")
    mathml = re.sub(r"<mi>([;:!?])</mi>", r'<mo form="postfix">\1</mo>', mathml)
    return Markup(_SIGN.sub(r'\1<mo form="prefix">&#x02212;</mo>', mathml))


def code(source, language="python"):
    """Source code as a coloured <pre>, which the keyboard can scroll."""
    lexer = get_lexer_by_name(language or "text", stripnl=False)
    coloured = highlight(source, lexer, HtmlFormatter(nobackground=True, wrapcode=True))
    return Markup(coloured.replace("<pre>", '<pre tabindex="0">', 1))


def html(markdown, id="", trusted=True):
    """A Markdown cell as HTML; links to other notebooks lead to their pages.

    id: what links to its headings name. trusted: whether HTML in it is taken as such.
    """
    html = _reader(trusted).render(markdown, {"id": id})
    return Markup(_NO_HEADER.sub(r"<td\1></td>", html))


def headings(markdown):
    """(level, HTML) of each heading in a Markdown cell."""
    tokens = _reader().parse(markdown)
    return [
        (int(opening.tag[1]), Markup(_reader().renderInline(text.content)))
        for opening, text in zip(tokens, tokens[1:], strict=False)
        if opening.type == "heading_open"
    ]


def _reader(trusted=True):
    reader = MarkdownIt("commonmark", {"highlight": _fence, "html": trusted}).enable("table")
    reader.use(
        dollarmath_plugin,
        allow_labels=False,
        double_inline=True,
        renderer=lambda latex, options: maths(latex, options["display_mode"]),
    )
    reader.add_render_rule("math_block", _formula)
    reader.add_render_rule("html_block", _block)
    reader.add_render_rule("link_open", _link)
    reader.add_render_rule("heading_close", _anchor)
    reader.add_render_rule("table_open", lambda *_: '<div class="wide" tabindex="0"><table>')
    reader.add_render_rule("table_close", lambda *_: "</table></div>")
    return reader


def _block(self, tokens, index, options, env):
    """HTML as it stands, but for formulas, such as those of a summary."""
    return _INLINE.sub(lambda found: maths(found[1]), tokens[index].content)


def _formula(self, tokens, index, options, env):
    """Also scrolls in itself where it is too long."""
    return f'<div class="formula" tabindex="0">{maths(tokens[index].content.strip(), True)}</div>'


def _fence(source, language, _):
    return code(source, language)


def _anchor(self, tokens, index, options, env):
    """Also a link to the heading itself."""
    close, id = self.renderToken(tokens, index, options, env), env.get("id")
    label = escape(words.table("pages")["anchor"])
    return f'<a class="anchor" href="#{id}" aria-label="{label}">#</a>{close}' if id else close


def _link(self, tokens, index, options, env):
    token = tokens[index]
    token.attrs["href"] = _NOTEBOOK.sub(r"\1.html", token.attrs["href"])
    return self.renderToken(tokens, index, options, env)
