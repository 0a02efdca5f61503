"""Maths, pictures, widgets and exercises for the lecture "Artificial Neural Network".

Importing this package loads NumPy only; Matplotlib and ipywidgets come with
`lecturelib.figures` and `lecturelib.widgets`.
"""

__version__ = "1.0.0"
