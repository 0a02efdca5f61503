"""The letters of a language's pictures: `python -m tools.font FONT [language]`, "zh" if not said.

FONT is Noto Sans CJK (.ttc) or Noto Sans SC (.otf), both under the SIL Open Font License; Debian's
package fonts-noto-cjk has the first. What is written, `lecturelib/words/<language>/font.otf`, has
just the letters that the tables of figures, widgets and guesses use, and those of ASCII.
"""

import string
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

WORDS = Path(__file__).resolve().parents[1] / "lecturelib" / "words"
FAMILY = "Noto Sans CJK SC"
DRAWN = "−×"  # stand in no table: the pictures' code writes them
# Tables of which nothing stands in a picture of Matplotlib.
ELSEWHERE = ("exercises", "practice", "progress", "pages", "grading", "kit")


def letters(language):
    """All letters that a picture in this language may need."""
    tables = (WORDS / language).glob("*.toml")
    shown = [table for table in tables if not table.stem.startswith(ELSEWHERE)]
    text = "".join(table.read_text(encoding="utf-8") for table in shown)
    return {letter for letter in text + string.printable + DRAWN if letter.isprintable()}


def opened(path):
    """The font in a file; of a collection the one for simplified Chinese."""
    if path.suffix != ".ttc":
        return TTFont(path, recalcTimestamp=False)
    fonts = TTCollection(path).fonts
    font = next(font for font in fonts if font["name"].getDebugName(4) == FAMILY)
    font.recalcTimestamp = False
    return font


def subset(font, text):
    """Leaves nothing in the font but the letters of a text, and the name that Matplotlib sees."""
    options = Options(hinting=False, desubroutinize=True, notdef_outline=True, layout_features=[])
    options.drop_tables += ["BASE", "GPOS", "GSUB", "VORG", "vhea", "vmtx", "DSIG"]
    cutter = Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    return font


def main(path, language="zh"):
    file = WORDS / language / "font.otf"
    subset(opened(Path(path)), "".join(sorted(letters(language)))).save(file)
    print(f"{len(letters(language))} letters, {file.stat().st_size // 1000} KB")


if __name__ == "__main__":
    main(*sys.argv[1:])
