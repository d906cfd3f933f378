#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""lint.py - "make lint": formatting and static analysis of the whole tree.

Every check is a function that takes the tree's files and yields problems, one line of text each
("file:line: what is wrong"). Prints them all and ends with status 1 if there are any.
The check for call circles reads the kernel's object files too, so the tree must be built first.
"""

import argparse
import ast
import fnmatch
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, Dict, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple, Union

MAX_LINE = 100
MAX_FUNCTION = 60
MAX_README = 80

Function = Union[ast.FunctionDef, ast.AsyncFunctionDef]


class Tree(NamedTuple):
    """The files that are checked: all of the repository but build output and hidden ones."""

    root: Path
    files: List[Path]

    def matching(self, *suffixes: str) -> List[Path]:
        """The files whose names end in one of suffixes, relative to the root."""
        return [p for p in self.files if p.name.endswith(suffixes) and not is_answer(p)]

    def read(self, path: Path) -> str:
        """The text of a file."""
        return (self.root / path).read_text(encoding="utf-8")


def find_files(root: Path) -> Tree:
    """Walks the tree; obj/ and everything hidden is left out."""
    files = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name for name in folders if name not in ("obj", "__pycache__") and name[0] != "."
        )
        for name in sorted(names):
            if name[0] != ".":
                files.append((Path(folder) / name).relative_to(root))
    return Tree(root, files)


def find_tool(*names: str) -> Optional[str]:
    """The first of the named programs that is installed."""
    return next((name for name in names if shutil.which(name)), None)


def run_tool(tree: Tree, command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Runs a tool in the root of the tree."""
    return subprocess.run(
        command, cwd=tree.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def check_format(tree: Tree) -> Iterator[str]:
    """C files are as clang-format 14 lays them out (.clang-format)."""
    tool = find_tool("clang-format-14", "clang-format")
    if tool is None:
        yield "clang-format-14 is not installed: type make setup"
        return
    version = run_tool(tree, [tool, "--version"]).stdout
    if " 14." not in version:
        yield f"formatting needs clang-format 14, this is {version.strip()}: type make setup"
        return
    command = [tool, "--dry-run", "-Werror", "--ferror-limit=0"]
    found = run_tool(tree, command + [str(path) for path in tree.matching(".c", ".h")]).stdout
    places = re.findall(r"^(\S+?):(\d+):\d+: error:", found, re.MULTILINE)
    first = {path: line for path, line in reversed(places)}
    for path, line in sorted(first.items()):
        yield f"{path}:{line}: not formatted; try: {tool} -i {path}"


def check_cppcheck(tree: Tree) -> Iterator[str]:
    """What cppcheck finds in the kernel, the libOS and the programs."""
    if find_tool("cppcheck") is None:
        yield "cppcheck is not installed: type make setup"
        return
    command = ["cppcheck", "-q", "-j2", "--platform=unix32", "--std=c11", "--language=c", "-I."]
    command += ["--enable=warning,performance,portability", "--inline-suppr"]
    command += ["--template={file}:{line}: {message} [{id}]", "--template-location="]
    command += [f"--suppress={name}" for name in ACCEPTED_BY_US]
    command += [str(path) for path in tree.matching(".c")]
    yield from run_tool(tree, command).stdout.splitlines()


# What cppcheck does not know about us.
ACCEPTED_BY_US = (
    "missingInclude",  # the compilers' own headers
    "missingIncludeSystem",
    "normalCheckLevelMaxBranches",
    "invalidPrintfArgType_float",  # %e is the name of an error (lib/printfmt.c)
    "comparePointers",  # symbols of the linker script are the ends of one object
    "va_end_missing:kern/panic.c",  # what follows does not return
    "zerodiv:user/divzero.c",  # its purpose
)


def check_shell(tree: Tree) -> Iterator[str]:
    """Shell scripts parse, and shellcheck is content where it is installed."""
    for path in tree.matching(".sh"):
        result = run_tool(tree, ["sh", "-n", str(path)])
        yield from result.stdout.splitlines()
        if shutil.which("shellcheck"):
            yield from run_tool(tree, ["shellcheck", "-f", "gcc", str(path)]).stdout.splitlines()


def check_python(tree: Tree) -> Iterator[str]:
    """Python parses, uses what it imports, and says the type of every argument and result."""
    for path in tree.matching(".py"):
        try:
            module = ast.parse(tree.read(path), str(path))
        except SyntaxError as error:
            yield f"{path}:{error.lineno}: {error.msg}"
            continue
        yield from (f"{path}:{problem}" for problem in unused_imports(module, tree.read(path)))
        for node in ast.walk(module):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield from (f"{path}:{problem}" for problem in python_function(node))


def unused_imports(module: ast.Module, text: str) -> Iterator[str]:
    """Names that are imported and then stand nowhere else in the file."""
    for node in ast.walk(module):
        if getattr(node, "module", "") == "__future__":
            continue
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for alias in node.names:
                name = (alias.asname or alias.name).split(".")[0]
                if len(re.findall(rf"\b{re.escape(name)}\b", text)) < 2:
                    yield f"{node.lineno}: {name} is imported and not used"


def python_function(node: Function) -> Iterator[str]:
    """Annotations and length of one function."""
    arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
    arguments += [extra for extra in (node.args.vararg, node.args.kwarg) if extra]
    for argument in arguments:
        if argument.annotation is None and argument.arg not in ("self", "cls"):
            yield f"{node.lineno}: {node.name}: argument {argument.arg} has no type"
    if node.returns is None:
        yield f"{node.lineno}: {node.name}: the result has no type"
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    if length > MAX_FUNCTION:
        yield f"{node.lineno}: {node.name} has {length} lines, more than {MAX_FUNCTION}"


def check_lines(tree: Tree) -> Iterator[str]:
    """No line is too long, ends in a blank, or holds a mark of unfinished work."""
    marks = re.compile(r"\b(XX" + r"X|FIX" + r"ME|TO" + r"DO)\b|^\s*#\s*if\s+0\b")
    for path in tree.matching(".c", ".h", ".S", ".ld", ".py", ".sh", "GNUmakefile"):
        for number, line in enumerate(tree.read(path).split("\n"), 1):
            if len(line.expandtabs(8)) > MAX_LINE:
                yield f"{path}:{number}: longer than {MAX_LINE} columns"
            if line != line.rstrip():
                yield f"{path}:{number}: ends in a blank"
            if marks.search(line):
                yield f"{path}:{number}: unfinished work, or dead code"


def check_merges(tree: Tree) -> Iterator[str]:
    """No merge is left half done, in texts either."""
    for path in tree.matching(".md", ".svg", ".c", ".h", ".S", ".py", ".sh", "GNUmakefile"):
        for number, line in enumerate(tree.read(path).split("\n"), 1):
            if re.match(r"<{7} |>{7} ", line):
                yield f"{path}:{number}: a conflict of a merge, not resolved"


def check_headers(tree: Tree) -> Iterator[str]:
    """Every source file names its licence in the first lines, and says what it is for."""
    for path in tree.matching(".c", ".h", ".S", ".ld", ".py", ".sh"):
        head = tree.read(path).split("\n")[:5]
        if not any("SPDX-License-Identifier: MIT" in line for line in head):
            yield f"{path}:1: no line SPDX-License-Identifier: MIT"
        stem = re.escape(path.name.split(".")[0])
        if path.suffix == ".py":
            says = any(line.startswith('"""') for line in head)
        else:
            says = re.search(rf"\b{stem}[\w.]*\b", "\n".join(head)) is not None
        if not says:
            yield f"{path}:2: no comment at the top that says what {path.name} is for"


def check_c_functions(tree: Tree) -> Iterator[str]:
    """No function of C is longer than a screen."""
    for path in tree.matching(".c", ".h"):
        start = 0
        for number, line in enumerate(tree.read(path).split("\n"), 1):
            if line == "{":
                start = number
            elif line.startswith("}") and start:
                if number - start + 1 > MAX_FUNCTION:
                    yield f"{path}:{start}: {number - start + 1} lines, more than {MAX_FUNCTION}"
                start = 0


def check_readmes(tree: Tree) -> Iterator[str]:
    """Every folder has a README.md of at most a page that names each of its files."""
    folders = {path.parent for path in tree.files if not is_answer(path) and not is_content(path)}
    for folder in sorted(folders):
        readme = folder / "README.md"
        if readme not in tree.files:
            yield f"{folder}: no README.md"
            continue
        text = tree.read(readme)
        lines = text.count("\n")
        if lines > MAX_README and folder != Path("."):
            yield f"{readme}:{MAX_README}: longer than a page ({lines} lines)"
        words = set(re.findall(r"[\w.*?\[\]-]+", text))
        for path in tree.files:
            if path.parent == folder and path != readme and not is_named(path, words, tree):
                yield f"{readme}:1: does not name {path.name}"


def is_answer(path: Path) -> bool:
    """Whether the file is a kept answer: pieces of a source file (grade/README.md)."""
    return path.parts[:2] == ("grade", "answers")


def is_content(path: Path) -> bool:
    """Whether the file is for the file system on the disk (user/README.md)."""
    return path.parts[:2] == ("user", "root")


def is_named(path: Path, words: Set[str], tree: Tree) -> bool:
    """Whether a README's words name the file: in full, by a pattern, or a program by its name.

    A header goes with its source file, and the files on top of the tree with the build's own rules.
    """
    programs = (Path("user"), Path("user/bin"))
    if path.name in words or (path.parent in programs and path.stem in words):
        return True
    if path.suffix == ".h":
        others = (path.with_suffix(suffix) for suffix in (".c", ".S"))
        if any(other in tree.files and other.name in words for other in others):
            return True
    if path.parent == Path(".") and path.name in {"GNUmakefile", "LICENSE"}:
        return True
    patterns = [word for word in words if "." in word and re.search(r"[*?\[]", word)]
    return any(fnmatch.fnmatchcase(path.name, pattern) for pattern in patterns)


def read_symbols(tree: Tree, tool: str, path: Path) -> Tuple[Set[str], Set[str]]:
    """The functions that an object file defines, and the names that it uses from elsewhere."""
    defined, used = set(), set()
    for line in run_tool(tree, [tool, "-P", "-g", str(path)]).stdout.splitlines():
        name, kind = line.split()[:2]
        if kind in "TW":
            defined.add(name)
        elif kind == "U":
            used.add(name)
    return defined, used


def read_calls(text: str) -> Tuple[Set[str], Set[str]]:
    """The inline functions and the macros with arguments that a header defines, and all that looks
    like a call in a file of C: what a compiler puts in line leaves no trace in an object file."""
    code = re.sub(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"", " ", text, flags=re.DOTALL)
    inline = re.findall(r"^static [^;{}()]*inline\b[^;{}()]*?(\w+)\(", code, flags=re.MULTILINE)
    macros = re.findall(r"^#define (\w+)\(", code, flags=re.MULTILINE)
    return {*inline, *macros}, set(re.findall(r"\b(\w+)\(", code))


def kernel_units(tree: Tree, tool: str) -> Tuple[Dict[str, str], Dict[str, Set[str]]]:
    """Where each function of the kernel is at home, and the names that each unit uses. A unit is a
    source file with its header, or a header alone: kern/env, kern/envwait."""
    home: Dict[str, str] = {}
    uses: Dict[str, Set[str]] = {}
    for path in sorted((tree.root / "obj" / "kern").rglob("*.o")):
        if "boot" in path.relative_to(tree.root).parts:
            continue
        unit = str(path.relative_to(tree.root / "obj").with_suffix(""))
        defined, uses[unit] = read_symbols(tree, tool, path)
        home.update(dict.fromkeys(defined, unit))
    texts = {
        path: read_calls(tree.read(path))
        for path in tree.matching(".c", ".h")
        if path.parts[0] == "kern" and path.parts[1] != "boot"
    }
    inline = {}
    for path, (defined, called) in texts.items():
        unit = str(path.with_suffix(""))
        uses.setdefault(unit, set())
        if path.suffix == ".h":
            inline.update(dict.fromkeys(defined, unit))
            uses[unit] |= called
    for path, (_, called) in texts.items():
        uses[str(path.with_suffix(""))] |= called & set(inline)
    return {**home, **inline}, uses


def find_circle(calls: Dict[str, Set[str]]) -> List[Set[str]]:
    """The sets of more than one file in which each calls each, directly or not (Tarjan)."""
    index: Dict[str, int] = {}
    low: Dict[str, int] = {}
    stack: List[str] = []
    circles: List[Set[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(calls[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            circle = set(stack[stack.index(node) :])
            del stack[stack.index(node) :]
            if len(circle) > 1:
                circles.append(circle)

    for node in sorted(calls):
        if node not in index:
            visit(node)
    return circles


def check_circles(tree: Tree) -> Iterator[str]:
    """No two files of the kernel call each other, directly or through others."""
    tool = find_tool("nm", "llvm-nm")
    if tool is None or not any((tree.root / "obj" / "kern").rglob("*.o")):
        yield "obj/kern: no object files to look for call circles in: type make first"
        return
    home, uses = kernel_units(tree, tool)
    calls = {
        unit: {home[name] for name in names if home.get(name, unit) != unit}
        for unit, names in uses.items()
    }
    for circle in find_circle(calls):
        links = (
            f"{Path(unit).name} uses {name} of {Path(home[name]).name}"
            for unit in sorted(circle)
            for name in sorted(uses[unit])
            if home.get(name) in circle and home[name] != unit
        )
        yield f"kern: call circle: {'; '.join(links)}"


Check = Callable[[Tree], Iterator[str]]

CHECKS: Dict[str, Check] = {
    "format": check_format,
    "cppcheck": check_cppcheck,
    "shell": check_shell,
    "python": check_python,
    "lines": check_lines,
    "merges": check_merges,
    "headers": check_headers,
    "functions": check_c_functions,
    "readmes": check_readmes,
    "circles": check_circles,
}


def main() -> int:
    """Runs the checks that were asked for, or all."""
    parser = argparse.ArgumentParser(description="Formatting and static analysis.")
    parser.add_argument("check", nargs="*", help="of: " + " ".join(CHECKS))
    names = parser.parse_args().check or list(CHECKS)
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        parser.error(f"no such check: {' '.join(unknown)}; there are: {' '.join(CHECKS)}")
    tree = find_files(Path(__file__).resolve().parents[2])
    total = 0
    for name in names:
        problems = list(CHECKS[name](tree))
        total += len(problems)
        for problem in problems:
            print(f"{problem} [{name}]")
    print(f"lint: {len(tree.files)} files, {total} problem{'' if total == 1 else 's'}")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
