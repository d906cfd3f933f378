#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the file system that goes on the disk: mkfs.py [--mib N] OUT /NAME=FILE..."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import ext2

MOST = 1024


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mib", default="16")
    parser.add_argument("out", type=Path)
    parser.add_argument("files", nargs="*", metavar="/NAME=FILE")
    args = parser.parse_args()
    if not args.mib.isdecimal() or not 1 <= int(args.mib) <= MOST:
        print(f"mkfs: FSMB={args.mib}: its size is a number of MiB, 1 to {MOST}", file=sys.stderr)
        return 1
    files = [tuple(word.split("=", 1)) for word in args.files]
    temporary = args.out.with_suffix(".tmp")
    try:
        ext2.make(temporary, [(n, Path(f)) for n, f in sorted(files)], ext2.Layout(int(args.mib)))
        os.replace(temporary, args.out)
    except (ext2.FsError, OSError) as error:
        print(f"mkfs: {error}", file=sys.stderr)
        temporary.unlink(missing_ok=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
