#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the zip that Gradescope takes as the autograder of one lab.

    labs/gradescope.py LAB [OUT]     obj/gradescope-labLAB.zip if OUT is not given

It holds setup.sh, run_autograder, the number of the lab, and in exolab/ the lab's skeleton together
with the tools that grade a tree from outside. There is no solution in it: the machine that compiles
what students send has nothing that their code could read.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from pathlib import Path

import handout
import marks

ROOT = handout.ROOT
SCRIPTS = ("setup.sh", "run_autograder")
# What gradetree.py needs beside the handout itself.
TOOLS = ("gradetree.py", "handout.py", "marks.py", "workshop.py", "manifest")
WHEN = (2000, 1, 1, 0, 0, 0)


def contents(root: Path, lab: int) -> dict[str, tuple[bytes, int]]:
    """Content and mode of each member of the zip."""
    found = {
        f"exolab/{name}": file
        for name, file in handout.handout_tree(root, marks.Choice(lab)).items()
    }
    for name in TOOLS:
        found[f"exolab/labs/{name}"] = ((root / "labs" / name).read_bytes(), 0o644)
    for name in SCRIPTS:
        found[name] = ((root / "labs/gradescope" / name).read_bytes(), 0o755)
    found["lab"] = (f"{lab}\n".encode(), 0o644)
    return found


def write_zip(out: Path, files: dict[str, tuple[bytes, int]]) -> None:
    """Writes the zip, the same for the same content."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (content, mode) in sorted(files.items()):
            info = zipfile.ZipInfo(name, WHEN)
            info.external_attr = (0o100000 | mode) << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def main() -> int:
    parser = argparse.ArgumentParser(description="make the autograder of a lab for Gradescope")
    parser.add_argument("lab", nargs="?", default="", help="its number")
    parser.add_argument("out", nargs="?", type=Path)
    options = parser.parse_args()
    labs = handout.labs(ROOT)
    if options.lab not in map(str, labs):
        print(
            f"gradescope: LAB= must be one of {', '.join(map(str, labs)) or 'none'}",
            file=sys.stderr,
        )
        return 2
    lab = int(options.lab)
    out = options.out or ROOT / "obj" / f"gradescope-lab{lab}.zip"
    try:
        write_zip(out, contents(ROOT, lab))
    except (handout.HandoutError, marks.MarkError, OSError) as error:
        print(f"gradescope: {error}", file=sys.stderr)
        return 1
    print(out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
