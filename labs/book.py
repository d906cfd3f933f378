#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Renders the labs as a book: one folder of HTML that needs nothing else.

    labs/book.py [OUT]               obj/book if OUT is not given

pandoc turns Markdown into HTML. What is ours: code blocks with their captions, the page around it
(labs/book/page.html, book.css), and the check that each link and picture of the result is there.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import handout
import labtext
from labtext import Block, Text

ROOT = handout.ROOT
BOOK = ROOT / "labs" / "book"
MARKDOWN = "gfm+raw_attribute+smart-tex_math_dollars-emoji-yaml_metadata_block"
# What pandoc's highlighter calls the languages of our listings.
LANGUAGES = {
    "asm": "gnuassembler",
    "ld": "default",
    "make": "makefile",
    "py": "python",
    "sh": "bash",
}
PROMPT = re.compile(r"^(\$ |\(gdb\) )(.*)$")


class BookError(Exception):
    """Why there is no book, in one line."""


#
# From the text to pandoc's input.
#


def raw(markup: str) -> list[str]:
    """Lines that pandoc passes through as they are."""
    return ["", "````{=html}", markup, "````", ""]


def session(block: Block) -> str:
    """A console or gdb session: commands stand out from what the machine says."""
    lines = []
    continued = False
    for line in block.lines:
        match = PROMPT.match(line)
        if match:
            lines.append(f"<i>{html.escape(match[1])}</i><b>{html.escape(match[2])}</b>")
        elif continued and line.startswith("> "):
            lines.append(f"<i>&gt; </i><b>{html.escape(line[2:])}</b>")
        else:
            lines.append(html.escape(line))
            continue
        continued = line.endswith("\\")
    return "\n".join(lines)


def render_block(block: Block) -> list[str]:
    """A code block as lines for pandoc, in a figure of its own."""
    if block.kind in {"console", "gdb", "text", ""}:
        content = (
            session(block)
            if block.kind in {"console", "gdb"}
            else html.escape("\n".join(block.lines))
        )
        return raw(f'<figure class="block"><pre tabindex="0"><code>{content}</code></pre></figure>')
    name = block.words[0] if block.words else ""
    caption = f"<code>{html.escape(name)}</code>" if name not in {"", "example"} else ""
    language = LANGUAGES.get(block.kind, block.kind)
    lines = raw(
        '<figure class="block">' + (f"<figcaption>{caption}</figcaption>" if caption else "")
    )
    lines += [f"`````{language}", *block.lines, "`````"]
    return lines + raw("</figure>")


def to_pandoc(text: Text) -> str:
    """The text without its title, with its code blocks as we show them."""
    parts: list[tuple[int, list[str]]] = [
        (block.line, render_block(block)) for block in text.blocks
    ]
    parts += [(number, [line]) for number, line in text.prose if not line.startswith("# ")]
    return "\n".join("\n".join(lines) for _, lines in sorted(parts)) + "\n"


#
# From pandoc's output to the page.
#


def polish(page: str) -> str:
    """What pandoc's template cannot do: exercises' headings, and room to scroll."""
    page = re.sub(
        r'<h3 id="([^"]*)">(Exercise (?:(?!</h3>).)*?)\s+\((\d+\s+points?),\s+([^<>()]*)\)</h3>',
        lambda m: f'<h3 class="exercise" id="{m[1]}">{m[2]} '
        f'<span class="effort">{m[3]} · {m[4].replace(", ", " · ")}</span></h3>',
        page,
        flags=re.S,
    )
    # The contents name exercises without what they are worth.
    page = re.sub(
        r'(<a href="#[^"]*">(?:<[^>]*>)?Exercise [^\n]*?) \(\d+ points?, [^()]*\)(?=</a>|</span>)',
        r"\1",
        page,
    )
    page = page.replace("<table>", '<div class="wide" tabindex="0"><table>')
    page = page.replace("</table>", "</table></div>")
    return re.sub(r"<p>(<img [^>]*>)</p>", r'<div class="wide figure" tabindex="0">\1</div>', page)


def title(text: Text) -> str:
    first = text.headings[0] if text.headings else None
    if first is None or first.level != 1:
        raise BookError(f"labs/{text.name} does not begin with '# Title'")
    return first.title


def pandoc(source: str, variables: dict[str, object], contents: bool, out: Path) -> None:
    """Runs pandoc over one page."""
    metadata = out.with_suffix(".json")
    metadata.write_text(json.dumps(variables))
    command = [
        "pandoc",
        "--from",
        MARKDOWN,
        "--to",
        "html5",
        "--standalone",
        "--wrap=preserve",
        "--preserve-tabs",
    ]
    command += ["--template", str(BOOK / "page.html"), "--metadata-file", str(metadata)]
    command += ["--toc", "--toc-depth=3"] if contents else []
    try:
        done = subprocess.run(command, input=source, capture_output=True, text=True)
    except FileNotFoundError:
        raise BookError(
            "pandoc is not installed: run 'make setup', or install the package pandoc"
        ) from None
    finally:
        metadata.unlink()
    if done.returncode != 0:
        raise BookError(f"{out.name}: pandoc: {done.stderr.strip()}")
    out.write_text(polish(done.stdout))


#
# The pages.
#


def hours(text: Text) -> float:
    """The hours of a text's exercises; the middle where it gives a range."""
    total = 0.0
    for _, line in text.prose:
        if match := labtext.EXERCISE.match(line.rstrip()):
            ends = [float(part) for part in match[5].split("-")]
            total += sum(ends) / len(ends)
    return total


def table_of_labs(texts: dict[int, Text]) -> str:
    lines = ["| | exercises | points | hours |", "|---|---|---|---|"]
    for lab, text in texts.items():
        found, _ = text.exercises()
        points = sum(exercise.points for exercise in found)
        link = f"[{title(text)}](lab{lab}.html)"
        lines.append(f"| {link} | {len(found)} | {points} | {hours(text):.0f} |")
    return "\n".join(lines)


def link_pages(source: str) -> str:
    """Links between texts become links between pages."""
    return re.sub(r"\]\(lab(\d+)\.md(#[^)]*)?\)", r"](lab\1.html\2)", source)


def pages_for_header(texts: dict[int, Text], here: int) -> list[dict[str, object]]:
    return [{"file": f"lab{lab}.html", "name": f"Lab {lab}", "here": lab == here} for lab in texts]


def write_lab(texts: dict[int, Text], lab: int, out: Path) -> None:
    text = texts[lab]
    variables: dict[str, object] = {
        "title": title(text),
        "pagetitle": f"{title(text)} · Exolab",
        "pages": pages_for_header(texts, lab),
    }
    if lab + 1 in texts:
        variables["next"] = {"file": f"lab{lab + 1}.html", "title": title(texts[lab + 1])}
    pandoc(link_pages(to_pandoc(text)), variables, True, out / f"lab{lab}.html")


def write_index(texts: dict[int, Text], out: Path) -> None:
    index = labtext.read(BOOK / "index.md")
    source = to_pandoc(index).replace("<!-- labs -->", table_of_labs(texts))
    variables = {"title": title(index), "pagetitle": "Exolab", "pages": pages_for_header(texts, 0)}
    pandoc(source, variables, False, out / "index.html")


def make_book(root: Path, out: Path) -> list[str]:
    """Renders all labs that have a text into out. Returns what is wrong with its links."""
    labs = handout.labs(root)
    if not labs:
        raise BookError("no lab has a text in labs/ yet")
    texts = {lab: labtext.read(root / f"labs/lab{lab}.md") for lab in labs}
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    shutil.copy(BOOK / "book.css", out)
    for figure in sorted((root / "labs").glob("fig*.svg")):
        shutil.copy(figure, out)
    for lab in labs:
        write_lab(texts, lab, out)
    write_index(texts, out)
    return check_book(out)


#
# The check of the result.
#


class References(HTMLParser):
    """What a page defines and refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.targets: list[str] = []
        self.twice: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if key == "id" and value:
                self.twice += [value] if value in self.anchors else []
                self.anchors.add(value)
            elif key in {"href", "src"} and value is not None:
                outside = bool(re.match(r"[a-z]+:|//", value))
                if not (outside and tag == "a"):
                    self.targets.append(value)


def check_book(out: Path) -> list[str]:
    """Links to nowhere, names given twice, and what a page would load from outside its folder."""
    pages = {}
    for path in sorted(out.glob("*.html")):
        pages[path.name] = References()
        pages[path.name].feed(path.read_text())
    faults = []
    for name, page in pages.items():
        faults += [f"{name}: two elements are called {anchor}" for anchor in page.twice]
        for target in page.targets:
            file, _, anchor = target.partition("#")
            if re.match(r"[a-z]+:|//", target):
                faults.append(f"{name}: loads {target} from outside")
            elif file and not (out / file).is_file():
                faults.append(f"{name}: there is no {file}")
            elif anchor and anchor not in getattr(pages.get(file or name), "anchors", ()):
                faults.append(f"{name}: there is no {target}")
    for sheet in sorted(out.glob("*.css")):
        faults += [
            f"{sheet.name}: loads {url} from outside"
            for url in re.findall(r"url\(([^)]*)\)|@import", sheet.read_text())
        ]
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description="render the labs as a book")
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "obj" / "book")
    options = parser.parse_args()
    try:
        faults = make_book(ROOT, options.out)
    except (BookError, OSError) as error:
        print(f"book: {error}", file=sys.stderr)
        return 1
    for fault in faults:
        print(f"book: {fault}", file=sys.stderr)
    if not faults:
        print(f"{options.out}/index.html")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
