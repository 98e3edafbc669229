"""The tour of the README, walked."""

import re
import shlex
import textwrap

from tests.end_to_end.program import Program
from tests.test_readme import BLOCKS, README


def test_the_tour_and_the_example_are_what_the_program_does(program: Program) -> None:
    """Every command of the tour succeeds in turn, and the answer that the README shows is the one given."""
    del program.environment["CLAIMDESK_DATABASE"]
    tour = README.partition("## Ten minutes")[2].partition("\n## ")[0].replace("\\\n", "")
    lines = [shlex.split(line) for line in tour.splitlines() if line.startswith("    ")]
    assert len(lines) > 15
    for first, *words in lines:
        if first == "export":
            name, _, value = words[0].partition("=")
            program.environment[name] = value
            continue
        if first == "printf":
            (program.folder / words[-1]).write_text(words[0].replace("\\n", "\n"), encoding="utf-8")
            continue
        nobody = words == ["check", "26", "soldiers"]
        out, _ = program.run(*words, status=1 if nobody else 0)
        if words[:3] == ["check", "62", "soldiers"]:
            example = next(block for block in BLOCKS if "$ claimdesk check" in block).split("\n", 1)[1]
            assert _unscored(textwrap.dedent(example)) == _unscored(out)


def _unscored(answer: str) -> str:
    return re.sub(r"score \d+", "score", answer).strip()
