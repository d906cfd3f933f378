# SPDX-License-Identifier: MIT
"""What the tests of the grader share: where things are, and a tree that has been built."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
for directory in ("kern/build", "grade"):
    if str(ROOT / directory) not in sys.path:
        sys.path.insert(0, str(ROOT / directory))
