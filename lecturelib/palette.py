"""The one place of the colours, from which the widgets' CSS and the pictures take them.

They can be told apart by the colour-blind (Okabe & Ito 2008). Every colour is "#rrggbb".
"""

# What CSS calls --ll-<name>, on a light page and on a dark one.
LIGHT = {
    "pos": "#0072b2",
    "neg": "#d55e00",
    "green": "#009e73",
    "purple": "#cc79a7",
    "orange": "#e69f00",
    "sky": "#56b4e9",
    "grey": "#6b6b6b",
}
DARK = {
    "pos": "#56b4e9",
    "neg": "#f58b3c",
    "green": "#2ec79a",
    "purple": "#e3a3c6",
    "orange": "#f2bd4a",
    "sky": "#8accf2",
    "grey": "#a6a6a6",
}
# Letters need more contrast with a light page than lines do; CSS calls them --ll-<name>-text.
LETTERS = {
    "pos": LIGHT["pos"],
    "neg": "#b85000",
    "green": "#007d5b",
    "purple": "#a2527f",
}
# What the pictures, always on white, need besides. A page's ink and paper stand in kit.css.
ON_WHITE = {
    "ink": "#222222",
    "pale": "#d9d9d9",
}
