# SPDX-License-Identifier: MIT
"""Says what came out: for people on the terminal, and for Gradescope as JSON.

Nothing here depends on the time or the host, so that two runs agree byte for byte; the caller
prints the time, on a last line of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Iterable, Sequence

from model import Result, Verdict

LAB_TITLES = {1: "Booting", 2: "Memory", 3: "Environments", 4: "Multitasking"}
# LAB 5 #
LAB_TITLES[5] = "File system"
# END LAB 5 #


def render(results: list[Result], seed: str) -> str:
    """The whole report, ending with the score."""
    parts = []
    for lab in sorted({result.case.lab for result in results}):
        group = [result for result in results if result.case.lab == lab]
        parts.append(f"Lab {lab}: {LAB_TITLES.get(lab, '')}")
        parts += [_line(result) + _explanation(result, seed) for result in group]
        parts.append(f"  lab {lab}: {_score(group)}\n")
    parts.append(summary(results))
    return "\n".join(parts)


def brief(results: list[Result], seed: str) -> str:
    """One line for a seed, and what is to be said of tests that did not pass."""
    lines = [_line(r) + _explanation(r, seed) for r in results if r.verdict is not Verdict.PASSED]
    return "\n".join([f"seed {seed}: {_counts(results)}", *lines])


def needed_first(others: Iterable[Result], seed: str) -> str:
    """What went wrong in tests that were not asked for, but which those that were build on."""
    fine = (Verdict.PASSED, Verdict.NOT_JUDGED, Verdict.SKIPPED)
    lines = [_line(r) + _explanation(r, seed) for r in others if r.verdict not in fine]
    return "\n".join(["Needed first, and not counted:", *lines, "", ""]) if lines else ""


def summary(results: list[Result]) -> str:
    """One line: the score, and how many tests came to which verdict."""
    return f"Score: {_score(results)} ({_counts(results)})"


def _counts(results: list[Result]) -> str:
    numbers = ((sum(r.verdict is verdict for r in results), verdict) for verdict in Verdict)
    return ", ".join(f"{number} {verdict.value}" for number, verdict in numbers if number)


def _score(results: Iterable[Result]) -> str:
    group = list(results)
    return f"{sum(r.score for r in group)}/{sum(r.max_score for r in group)}"


def _line(result: Result) -> str:
    case = result.case
    name = f"  {case.exercise:5} {case.name} "
    return f"{name:.<40} {result.verdict.value:13} {result.score}/{result.max_score}"


def _explanation(result: Result, seed: str) -> str:
    if result.verdict is Verdict.PASSED:
        return ""
    if result.verdict in (Verdict.SKIPPED, Verdict.NOT_JUDGED):
        return f"  {result.text}"
    case = result.case
    lines = [f"{case.title}  [exercise {case.exercise}, see labs/lab{case.lab}.md]"]
    lines += result.text.split("\n")
    lines += _reproduce(result, seed)
    return "".join(f"\n        {line}".rstrip(" ") for line in lines)


def _reproduce(result: Result, seed: str) -> list[str]:
    seeded = "" if seed == "1" else f" SEED={seed}"
    name = result.case.name
    which = "" if result.run == result.case.runs[0].name else f" RUN={result.run}"
    debug = f"make grade-debug TEST={name}{which}{seeded}"
    return [
        f"alone:    make grade TEST={name}{seeded}",
        f"debug:    {debug}, and 'make gdb' in a second terminal",
    ]


def gradescope(results: list[Result], seed: str) -> dict[str, object]:
    """The results in the format of Gradescope's results.json."""
    tests = []
    for result in results:
        output = result.case.title + _explanation(result, seed)
        tests.append(
            {
                "name": result.case.name,
                "number": result.case.exercise,
                "score": result.score,
                "max_score": result.max_score,
                "status": "passed" if result.score == result.max_score else "failed",
                "output": f"{result.verdict.value}: {output}",
                "visibility": "visible",
            }
        )
    return {
        "score": sum(result.score for result in results),
        "output": summary(results),
        "visibility": "visible",
        "stdout_visibility": "visible",
        "tests": tests,
    }


def write_json(path: Path, results: list[Result], seed: str, notes: Sequence[str] = ()) -> None:
    """Writes results.json, whole or not at all. The notes stand above the score."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    content = gradescope(results, seed)
    content["output"] = "\n".join([*notes, str(content["output"])])
    temporary.write_text(json.dumps(content, indent=1) + "\n")
    temporary.replace(path)
