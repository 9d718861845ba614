"""A start that is refused: what is wrong and how to mend it, in both languages, before translations are loaded."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that stands in the way of a start, told with its mend in both languages."""

    chinese: str
    english: str

    def __str__(self) -> str:
        return f"{self.chinese}\n  {self.english}"


class StartRefused(Exception):
    """The installation may not start; carries every problem found, so that one round mends them all."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(f"- {problem}" for problem in problems))
        self.problems = problems
