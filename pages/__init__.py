"""The course as a folder of static pages, made from the notebooks; widgets live without Python."""
