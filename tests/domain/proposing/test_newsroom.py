"""What articles of many kinds propose: every figure that they hold, and none besides."""

from pathlib import Path
from typing import Final

import pytest

from tests.domain.proposing.newsroom import PIECES, Piece
from tests.domain.proposing.test_proposing import lines, proposals

LONGER: Final = sorted((Path(__file__).parent / "articles").glob("*.txt"))
END: Final = "\n=====\n"  # of an article; below it “speaker | via; via | figure; figure” for each proposal


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.kind)
def test_an_article_proposes_its_figures_with_their_speakers(piece: Piece) -> None:
    """Each figure of an article is proposed with who gives it and through whom, and none is invented."""
    assert [(speaker, via, tuple(figures)) for speaker, via, figures in lines(proposals(piece.text))] == [
        (one.speaker, one.via, one.figures) for one in piece.told
    ]


@pytest.mark.parametrize("path", LONGER, ids=lambda path: path.stem)
def test_a_longer_article_proposes_its_figures_with_their_speakers(path: Path) -> None:
    """Articles as long as a paper prints them propose each figure with who gives it, and none besides."""
    text, _, told = path.read_text(encoding="utf-8").partition(END)
    assert [
        f"{speaker} | {'; '.join(via)} | {'; '.join(figures)}"
        for speaker, via, figures in lines(proposals(text))
    ] == told.splitlines()
