# SPDX-License-Identifier: MIT
"""The disk image and its tools, and what the grader reads of the build. Needs a built tree."""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import support

support.prepare()

import image as disk  # noqa: E402
import tree  # noqa: E402
from badelf import BAD, Image, spoil  # noqa: E402
from lab1 import BOOT_INFO, MEM_RANGE  # noqa: E402
from symbols import shorten  # noqa: E402

FILES = [("cmdline", disk.cmdline_member("run=hello")), ("kernel", b"K" * 700), ("bin/a", b"A")]


class Images(unittest.TestCase):
    def setUp(self) -> None:
        self.image = bytearray(disk.make_image(b"boot", b"loader" * 100, FILES))

    def test_everything_is_found_again(self) -> None:
        self.assertEqual(list(disk.members(self.image)), ["cmdline", "kernel", "bin/a"])
        self.assertEqual(disk.read_member(self.image, "kernel"), b"K" * 700)
        self.assertEqual(disk.get_cmdline(self.image), "run=hello")
        first, second = disk.partitions(self.image)
        self.assertTrue(first.active and not second.active)
        self.assertEqual(len(self.image) % (16 * 63 * 512), 0)

    def test_a_volume_comes_behind_it(self) -> None:
        volume = bytes(disk.CHUNK) + b"V" * disk.CHUNK + bytes(disk.CHUNK)
        with tempfile.TemporaryDirectory() as name:
            path, copy = str(Path(name) / "disk"), str(Path(name) / "copy")
            disk.write_disk(path, bytearray(self.image), volume)
            self.assertEqual(disk.read_volume(path), volume)
            self.assertEqual(disk.read_system(path), self.image)
            disk.copy_with_cmdline(path, copy, "a=b")
            self.assertEqual(disk.read_volume(copy), volume)
            self.assertEqual(disk.get_cmdline(Path(copy).read_bytes()), "a=b")
            third = disk.partitions(Path(path).read_bytes())[2]
            self.assertEqual((third.kind, third.sectors), (0x83, 3 * disk.CHUNK // 512))
            self.assertEqual(Path(path).stat().st_size % (disk.CYLINDER * disk.SECTOR), 0)
            with open(path, "r+b") as file:
                file.truncate(third.range()[1] - 1)
            with self.assertRaises(disk.ImageError):
                disk.read_volume(path)

    def test_command_line_can_be_changed(self) -> None:
        disk.set_cmdline(self.image, 'keys="a b"')
        self.assertEqual(disk.get_cmdline(self.image), 'keys="a b"')
        self.assertEqual(disk.read_member(self.image, "bin/a"), b"A")

    def test_command_line_is_checked(self) -> None:
        for text in ("x" * 1024, "a\nb", "a\0b"):
            with self.assertRaises(disk.ImageError):
                disk.set_cmdline(self.image, text)

    def test_damage_is_noticed(self) -> None:
        for at, size in ((510, None), (None, 4000)):
            damaged = bytearray(self.image[:size])
            if at is not None:
                damaged[at] ^= 0xFF
            with self.assertRaises(disk.ImageError):
                disk.members(damaged)

    def test_limits(self) -> None:
        with self.assertRaises(disk.ImageError):
            disk.make_image(b"b" * 441, b"loader", FILES)
        with self.assertRaises(disk.ImageError):
            disk.make_image(b"b", b"l" * 40000, FILES)

    def test_tar_can_read_it(self) -> None:
        tar = shutil.which("tar")
        if tar is None:
            self.skipTest("there is no tar")
        start, end = disk.archive_partition(self.image).range()
        done = subprocess.run(
            [tar, "-t"], input=bytes(self.image[start:end]), stdout=subprocess.PIPE, check=True
        )
        self.assertEqual(done.stdout.decode().split(), ["cmdline", "kernel", "bin/a"])


class Built(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.build = tree.load_build(support.ROOT)

    def gdb(self, file: str, expression: str) -> int:
        """What gdb says of an expression."""
        gdb = shutil.which("gdb")
        if gdb is None:
            self.skipTest("there is no gdb")
        done = subprocess.run(
            [gdb, "-nx", "-batch", "-ex", f"print/d {expression}", str(self.build.obj / file)],
            stdout=subprocess.PIPE,
            check=True,
        )
        return int(done.stdout.decode().split("=")[1])

    def test_structures_as_the_grader_knows_them(self) -> None:
        kernel = "kern/kernel.elf"
        offset = self.gdb(kernel, "(int)&((struct Env *)0)->env_name")
        self.assertEqual(self.build.env_offset("env_name"), offset)
        self.assertEqual(self.gdb(kernel, "sizeof(struct PageInfo)"), 16)
        self.assertEqual(self.gdb(kernel, "(int)&((struct PageInfo *)0)->pp_ref"), 8)
        offset = self.gdb(kernel, "(int)&((struct BootInfo *)0)->bi_ranges")
        self.assertEqual(offset, BOOT_INFO.size)
        self.assertEqual(self.gdb(kernel, "sizeof(struct MemRange)"), MEM_RANGE.size)

    def test_symbols(self) -> None:
        elf = self.build.kernel
        self.assertEqual(elf.address("entry"), self.gdb("kern/kernel.elf", "&entry") & 0xFFFFFFFF)
        address = elf.address("i386_init")
        assert address is not None
        function = elf.function_at(address + 1)
        assert function is not None
        self.assertEqual(function.name, "i386_init")
        wanted = r"^0x[0-9a-f]{8} \(i386_init\+0, kern/init.c:\d+\)$"
        self.assertRegex(elf.describe(address), wanted)
        self.assertIsNone(elf.line_at(0x10))

    def test_constants(self) -> None:
        wanted = {"KERNBASE": 0xF0000000, "UTOP": 0xEEC00000, "PTE_SYSCALL": 0xE07}
        for name, value in wanted.items():
            self.assertEqual(self.build.constants[name], value)
        self.assertRaises(KeyError, lambda: self.build.constants["NOSUCH"])

    def test_shorten(self) -> None:
        self.assertEqual(shorten("/a/b/kern/dev/vga.c"), "kern/dev/vga.c")
        self.assertEqual(shorten("/a/b/c.c"), "/a/b/c.c")

    def test_members_are_added(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            target = Path(name) / "disk"
            tree.write_image(self.build, target, "a=b", [("bin/extra", b"E")])
            data = target.read_bytes()
        self.assertEqual(disk.get_cmdline(data), "a=b")
        self.assertEqual(disk.read_member(data, "bin/extra"), b"E")
        self.assertIn("bin/hello", disk.members(data))

    def test_bad_images_are_all_different(self) -> None:
        good = (self.build.obj / "bin" / "hello").read_bytes()
        made = {spoil(bad)(self.build.obj) for bad in BAD}
        self.assertEqual(len(made), len(BAD))
        self.assertNotIn(good, made)
        self.assertTrue(all(re.fullmatch(r"[a-z0-9]+", bad.__name__) for bad in BAD))
        self.assertEqual(Image(bytearray(good)).get(0, 4), self.first_offset(good))

    @staticmethod
    def first_offset(elf: bytes) -> int:
        """Where the first segment lies in the file."""
        return int.from_bytes(elf[52 + 4 : 52 + 8], "little")


if __name__ == "__main__":
    unittest.main()
