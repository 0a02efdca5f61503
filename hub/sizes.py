"""How many machines a class needs: `python3 hub/sizes.py` writes the table of hub/README.md.

From what `course.py bench class` measures: the memory of a student who has run a whole notebook,
and the seconds of a processor that a server's start takes.
"""

from math import ceil

STUDENT = 240  # MiB: a server and a kernel
START = 6.0  # s of one processor, from the log-in to the first result
SYSTEM = 1500  # MiB of a node that the system and the hub's own parts take
MINUTES = 5.0  # in which a class has come
CLASSES = (20, 300, 3000)
NODES = ((4, 16), (8, 32), (16, 64))  # (processors, GiB)


def nodes(students, processors, gibibytes):
    """How many nodes hold so many students, and start their servers within `MINUTES`."""
    by_memory = students / ((gibibytes * 1024 - SYSTEM) // STUDENT)
    by_processor = students * START / (60 * MINUTES * processors)
    return ceil(max(by_memory, by_processor))


def table():
    """A table in Markdown."""
    lines = ["| Students | " + " | ".join(f"{p} cores, {g} GiB" for p, g in NODES) + " |"]
    lines.append("|---:|" + "---:|" * len(NODES))
    for students in CLASSES:
        counts = " | ".join(str(nodes(students, *size)) for size in NODES)
        lines.append(f"| {students:,} | {counts} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
