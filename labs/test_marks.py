# SPDX-License-Identifier: MIT
"""Tests of marks.py: what is read, what is refused, and what is rendered."""

from __future__ import annotations

import unittest

from marks import Choice, Exercise, MarkError, exercises, missing, parse, tidy

SOURCE = """\
int
first(int x)
{
	/* EXERCISE 1.1 first */
	x++;
	/* LAB 2 */
	x *= 2;
	/* END LAB 2 */
	return x;
	/* END EXERCISE 1.1 */
}

/* LAB 2 */
int
second(void)
{
	/* EXERCISE 2.1 second */
	return 2;
	/* END EXERCISE 2.1 */
}
/* END LAB 2 */
"""
FIRST, SECOND = Exercise(1, 1, "first"), Exercise(2, 1, "second")


def render(choice: Choice, source: str = SOURCE) -> str:
    return choice.render(parse("x.c", source))


class Reading(unittest.TestCase):
    def test_exercises_are_found_in_order(self) -> None:
        self.assertEqual(exercises(parse("x.c", SOURCE)), [FIRST, SECOND])
        self.assertEqual(SECOND.label, "2.1")

    def test_comments_of_every_language(self) -> None:
        for opening, closing in (
            ("/* LAB 2 */", "/* END LAB 2 */"),
            ("# LAB 2 #", "# END LAB 2 #"),
            ("<!-- LAB 2 -->", "<!-- END LAB 2 -->"),
        ):
            source = f"a\n{opening}\nb\n{closing}\nc\n"
            self.assertEqual(render(Choice(1), source), "a\nc\n")
            self.assertEqual(render(Choice(2), source), "a\nb\nc\n")

    def refused(self, source: str, where: str, why: str) -> None:
        with self.assertRaises(MarkError) as caught:
            parse("x.c", source)
        self.assertIn(where, str(caught.exception))
        self.assertIn(why, str(caught.exception))

    def test_an_exercise_in_an_exercise(self) -> None:
        source = "/* EXERCISE 1.1 a */\n/* LAB 2 */\n/* EXERCISE 1.2 b */\n"
        self.refused(source, "x.c:3:", "inside an exercise")

    def test_an_end_without_beginning(self) -> None:
        self.refused("a\n/* END EXERCISE 1.1 */\n", "x.c:2:", "no beginning")
        self.refused("/* END LAB 1 */\n", "x.c:1:", "no beginning")

    def test_an_end_of_another_region(self) -> None:
        self.refused("/* EXERCISE 1.1 a */\n/* END EXERCISE 1.2 */\n", "x.c:2:", "no beginning")
        self.refused("/* LAB 2 */\n/* END LAB 3 */\n", "x.c:2:", "no beginning")

    def test_regions_that_cross(self) -> None:
        source = "/* LAB 2 */\n/* EXERCISE 2.1 a */\n/* END LAB 2 */\n/* END EXERCISE 2.1 */\n"
        self.refused(source, "x.c:3:", "no beginning")

    def test_a_beginning_without_end(self) -> None:
        self.refused("a\n/* EXERCISE 1.1 a */\nb\n", "x.c:2:", "no end")
        self.refused("/* LAB 2 */\n", "x.c:1:", "no end")

    def test_marks_written_another_way(self) -> None:
        for line in (
            "/* EXERCISE 1.1 */",
            "/* EXERCISE 1 a */",
            "/* LAB two */",
            "/* EXERCISE 1.1 a - more */",
            "# EXERCISE 1.1 a",
        ):
            self.refused(f"{line}\n", "x.c:1:", "not a mark")

    def test_words_in_prose_are_no_marks(self) -> None:
        source = "/* The EXERCISE 1.1 is below. */\nint lab; /* LAB 2 */\n"
        self.assertEqual(render(Choice(1), source), source)


class Rendering(unittest.TestCase):
    def test_a_skeleton(self) -> None:
        text = render(Choice(1))
        self.assertIn(missing(FIRST, "\t"), text)
        self.assertNotIn("x++", text)
        self.assertNotIn("second", text)
        self.assertIn("/* EXERCISE 1.1 first */", text)
        self.assertNotIn("LAB", text)

    def test_the_later_lab_has_both(self) -> None:
        text = render(Choice(2))
        self.assertIn(missing(FIRST, "\t"), text)
        self.assertIn(missing(SECOND, "\t"), text)

    def test_solutions_by_number(self) -> None:
        text = render(Choice(2, frozenset({"2.1"})))
        self.assertIn("return 2;", text)
        self.assertNotIn("x++", text)

    def test_a_solution_shows_only_its_own_labs(self) -> None:
        self.assertNotIn("x *= 2", render(Choice(1, frozenset({"1.1"}))))
        self.assertIn("x *= 2", render(Choice(2, frozenset({"1.1"}))))

    def test_other_answers_replace_the_body_only(self) -> None:
        text = render(Choice(2, frozenset({"1.1", "2.1"}), {FIRST: "\treturn 7;\n"}))
        self.assertIn("/* EXERCISE 1.1 first */\n\treturn 7;\n\t/* END EXERCISE 1.1 */\n", text)
        self.assertIn("return 2;", text)

    def test_a_rendered_skeleton_renders_to_itself(self) -> None:
        text = render(Choice(2))
        self.assertEqual(render(Choice(2), text), text)

    def test_lines_outside_are_unchanged(self) -> None:
        source = "a\n\n  b\t\nc"
        self.assertEqual(render(Choice(1), source), source)

    def test_no_double_blank_lines(self) -> None:
        self.assertEqual(tidy("a\n\n\n\nb\n"), "a\n\nb\n")


if __name__ == "__main__":
    unittest.main()
