# SPDX-License-Identifier: MIT
"""The disk that make qemu keeps: what stays on it, and what each boot brings to it."""

import contextlib
import io
import tempfile
import unittest
from pathlib import Path

import support

support.prepare()

import ext2  # noqa: E402
import image as disk  # noqa: E402
import kept  # noqa: E402

MEMBERS = [("cmdline", disk.cmdline_member("run=hello")), ("kernel", b"K" * 700)]
LAYOUT = ext2.Layout(mib=1, inodes=64)
TOOLS = [("/bin/cat", b"cat" * 2000), ("/bin/ls", b"ls" * 1000)]


class Kept(unittest.TestCase):
    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.directory = Path(scratch.name)
        self.built, self.path = self.directory / "built", str(self.directory / "kept")
        self.build("K", TOOLS)

    def build(self, kernel: str, files: ext2.Files) -> None:
        """Makes a built image."""
        members = [MEMBERS[0], ("kernel", kernel.encode())]
        volume = self.directory / "volume"
        ext2.make(volume, files, LAYOUT)
        system = bytearray(disk.make_image(b"boot", b"loader", members))
        disk.write_disk(str(self.built), system, volume.read_bytes())

    def boot(self, cmdline: str = "run=init") -> tuple[str, str]:
        """The path of the disk that would boot, and what is said meanwhile."""
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            with kept.disk(str(self.built), self.path, cmdline) as path:
                pass
        return path, said.getvalue()

    def volume(self) -> Path:
        """The file system on the kept disk."""
        path = self.directory / "old"
        path.write_bytes(disk.read_volume(self.path))
        return path

    def change(self, *commands: str) -> None:
        """Changes the kept file system, as a machine would."""
        path = self.volume()
        ext2.change(path, commands)
        disk.write_disk(self.path, disk.read_system(self.path), path.read_bytes())

    def test_files_stay_and_the_system_is_new(self) -> None:
        self.assertEqual(self.boot(), (self.path, ""))
        self.change("mkdir /mine", f'write "{self.built}" /mine/file')
        self.build("new kernel", TOOLS)
        self.assertEqual(self.boot("run=other"), (self.path, ""))
        data = Path(self.path).read_bytes()
        self.assertEqual(disk.read_member(data, "kernel"), b"new kernel")
        self.assertEqual(disk.get_cmdline(data), "run=other")
        self.assertIsNotNone(ext2.stat(self.volume(), "/mine/file"))

    def test_tools_are_those_of_the_build(self) -> None:
        self.boot()
        self.change("rm /bin/ls", f'write "{self.built}" /bin/own')
        self.build("K", [("/bin/cat", b"another cat"), TOOLS[1], ("/bin/new", b"new")])
        self.assertEqual(self.boot()[1], "")
        found = ext2.read_files(self.volume(), ("/bin/cat", "/bin/ls", "/bin/new", "/bin/own"))
        wanted = {"/bin/cat": b"another cat", "/bin/ls": TOOLS[1][1], "/bin/new": b"new"}
        self.assertEqual({name: found[name] for name in wanted}, wanted)
        self.assertIn("/bin/own", found)
        self.assertTrue(ext2.check(self.volume()).clean)

    def test_what_a_power_failure_leaves_is_repaired(self) -> None:
        self.boot()
        self.change("set_inode_field /bin/ls links_count 3")
        self.assertIn("e2fsck has repaired the file system", self.boot()[1])
        self.assertTrue(ext2.check(self.volume()).clean)

    def test_real_damage_is_told_and_boots(self) -> None:
        self.boot()
        self.change("unlink /bin/ls")
        before = self.volume().read_bytes()
        path, said = self.boot()
        self.assertEqual(path, self.path)
        self.assertIn("its file system is damaged", said)
        self.assertIn("make cleanfs", said)
        self.assertEqual(self.volume().read_bytes(), before)

    def test_a_disk_that_is_none(self) -> None:
        for data in (b"", b"nonsense", disk.read_system(str(self.built))):
            Path(self.path).write_bytes(data)
            with self.assertRaisesRegex(disk.ImageError, "make cleanfs"):
                self.boot()

    def test_a_full_disk(self) -> None:
        self.boot()
        self.build("K", [("/bin/cat", bytes([1]) * 700_000)])
        self.change(f'write "{self.directory / "volume"}" /full')
        self.assertIn("not all tools of this build are on it", self.boot()[1])

    def test_one_machine_at_a_time(self) -> None:
        with kept.disk(str(self.built), self.path, None) as first:
            path, said = self.boot()
            self.assertNotEqual(path, first)
            self.assertIn("is in use", said)
        self.assertFalse(Path(path).exists())
        self.assertTrue(Path(first).exists())

    def test_nothing_to_keep(self) -> None:
        disk.write_disk(str(self.built), disk.read_system(str(self.built)), b"")
        path, said = self.boot()
        self.assertNotEqual(path, self.path)
        self.assertEqual(said, "")


if __name__ == "__main__":
    unittest.main()
