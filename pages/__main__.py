"""python3 course.py site [FOLDER] [NOTEBOOK ...]"""

import sys

from pages.build import build

try:
    folder, *names = sys.argv[1:] or ["site"]
    build(folder, names)
except ValueError as error:
    sys.exit(f"site: {error}")
