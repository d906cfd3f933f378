#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the students' repository: one branch for each lab, each on top of the one before.

    labs/handout.py DIR

Branch labN holds what labs/manifest gives out up to lab N, with the marks of labs/README.md
applied: no solution, nothing of a later lab, no teacher's tool. The commits' dates and author are
fixed, so that the same source makes the same repository.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import marks

ROOT = Path(__file__).resolve().parent.parent
STAFF = 0
AUTHOR = {
    "GIT_AUTHOR_NAME": "Exolab",
    "GIT_AUTHOR_EMAIL": "course@exolab.invalid",
    "GIT_AUTHOR_DATE": "2000-01-01T00:00:00Z",
    "GIT_COMMITTER_NAME": "Exolab",
    "GIT_COMMITTER_EMAIL": "course@exolab.invalid",
    "GIT_COMMITTER_DATE": "2000-01-01T00:00:00Z",
}
MARKED = {".c", ".h", ".S", ".py", ".md", ".ld", ".gdb", ".sh", ""}


class HandoutError(Exception):
    """What is wrong, in one line."""


def source_files(root: Path) -> list[str]:
    """The files of the source tree: what git tracks or would, or all but obj/ outside git."""
    if (root / ".git").exists() and shutil.which("git"):
        words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = git(root, *words).split("\0")
        return sorted({name for name in names if name and (root / name).is_file()})
    paths = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sorted(
        str(path)
        for path in paths
        if path.parts[0] not in {"obj", ".git"} and "__pycache__" not in path.parts
    )


def read_manifest(root: Path) -> list[tuple[int, str, str]]:
    """The rules of labs/manifest, in order: lab (0: never handed out), pattern, name to give it."""
    rules = []
    for number, line in enumerate((root / "labs/manifest").read_text().splitlines(), start=1):
        words = line.split("#")[0].split()
        if not words:
            continue
        if len(words) == 4 and words[2] == "->":
            target = words[3]
        elif len(words) == 2:
            target = ""
        else:
            raise HandoutError(f"labs/manifest:{number}: want LAB PATTERN or LAB FILE -> NAME")
        if words[0] != "staff" and not words[0].isdigit():
            raise HandoutError(f"labs/manifest:{number}: {words[0]} is neither a lab nor staff")
        rules.append((STAFF if words[0] == "staff" else int(words[0]), words[1], target))
    return rules


def levels(root: Path) -> dict[str, tuple[int, str]]:
    """For each file of the tree the lab that hands it out, and the name it gets there."""
    rules = read_manifest(root)
    found = {}
    for name in source_files(root):
        for lab, pattern, target in rules:
            if fnmatchcase(name, pattern):
                found[name] = (lab, target or name)
                break
        else:
            raise HandoutError(f"labs/manifest does not say which lab hands out {name}")
    return found


def labs(root: Path) -> list[int]:
    """The labs that have a text, in order."""
    texts = (re.fullmatch(r"lab(\d+)\.md", path.name) for path in (root / "labs").iterdir())
    return sorted(int(match[1]) for match in texts if match)


def drop_rows(text: str, folder: str, names: set[str], later: set[str]) -> str:
    """Takes out of the first cells of a README's tables what comes in later labs; rows with it."""

    def is_among(word: str, files: set[str]) -> bool:
        return any(
            fnmatchcase(name, folder + word) or name.startswith(folder + word.rstrip("/") + "/")
            for name in files
        )

    def kept(line: str) -> str:
        if not line.startswith("| `"):
            return line
        _, first, rest = line.split("|", 2)
        mentioned = re.findall(r"`([\w./*-]+)`", first)
        absent = [w for w in mentioned if is_among(w, later) and not is_among(w, names)]
        if absent and not any(is_among(word, names) for word in mentioned):
            return ""
        for word in absent:
            first = re.sub(rf"`{re.escape(word)}`(, | )?", "", first)
        return f"| {first.strip().rstrip(',')} |{rest}"

    return "".join(kept(line) for line in text.splitlines(keepends=True))


def handout_tree(root: Path, choice: marks.Choice) -> dict[str, tuple[bytes, int]]:
    """The tree of one lab: content and mode of each file by its name there."""
    chosen = {
        name: target for name, (lab, target) in levels(root).items() if STAFF < lab <= choice.lab
    }
    names = set(chosen.values())
    later = {target for _, target in levels(root).values()} - names
    tree = {}
    for name, target in chosen.items():
        path = root / name
        mode = 0o755 if os.access(path, os.X_OK) else 0o644
        if path.suffix not in MARKED:
            tree[target] = (path.read_bytes(), mode)
            continue
        text = marks.render_file(path, name, choice)
        if target.endswith("README.md"):
            text = drop_rows(text, target[: -len("README.md")], names, later)
        tree[target] = (text.encode(), mode)
    return tree


def write_tree(directory: Path, tree: dict[str, tuple[bytes, int]]) -> None:
    for name, (content, mode) in tree.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(mode)


def git(directory: Path, *words: str) -> str:
    """Runs git and returns what it prints; an error is a HandoutError with git's own words."""
    done = subprocess.run(
        ["git", "-C", str(directory), *words],
        capture_output=True,
        text=True,
        env={**os.environ, **AUTHOR},
    )
    if done.returncode != 0:
        raise HandoutError(f"git {words[0]}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def title(root: Path, lab: int) -> str:
    """The heading of a lab's text: "Lab 2: Memory"."""
    return (root / f"labs/lab{lab}.md").read_text().splitlines()[0].lstrip("# ")


def commit_lab(root: Path, directory: Path, lab: int) -> None:
    """Makes branch labN out of the branch checked out now."""
    git(directory, "checkout", "-q", "-b", f"lab{lab}")
    for name in git(directory, "ls-files").splitlines():
        (directory / name).unlink()
    write_tree(directory, handout_tree(root, marks.Choice(lab)))
    git(directory, "add", "-A")
    git(directory, "commit", "-q", "-m", title(root, lab))


def make_handout(root: Path, directory: Path, last: int = 99) -> list[int]:
    """Makes the repository, up to the lab last. Returns the labs that it has."""
    chosen = [lab for lab in labs(root) if lab <= last]
    if not chosen:
        raise HandoutError("no lab has a text in labs/ yet")
    if directory.exists() and any(directory.iterdir()):
        raise HandoutError(f"{directory} is not empty: choose another DIR, or remove it first")
    directory.mkdir(parents=True, exist_ok=True)
    git(directory, "init", "-q", "-b", f"lab{chosen[0]}-start")
    for lab in chosen:
        commit_lab(root, directory, lab)
    git(directory, "checkout", "-q", f"lab{chosen[0]}")
    return chosen


def main() -> int:
    parser = argparse.ArgumentParser(description="make the students' repository")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--last", type=int, default=99, help="the last lab to hand out")
    options = parser.parse_args()
    try:
        made = make_handout(ROOT, options.directory, options.last)
    except (HandoutError, marks.MarkError, OSError) as error:
        print(f"handout: {error}", file=sys.stderr)
        return 1
    print(f"{options.directory}: branches {', '.join(f'lab{lab}' for lab in made)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
