"""What articles of many kinds propose: every figure that they hold, and none besides."""

import pytest

from tests.domain.proposing.newsroom import PIECES, Piece
from tests.domain.proposing.test_proposing import lines, proposals


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.kind)
def test_an_article_proposes_its_figures_with_their_speakers(piece: Piece) -> None:
    """Each figure of an article is proposed with who gives it and through whom, and none is invented."""
    assert [(speaker, via, tuple(figures)) for speaker, via, figures in lines(proposals(piece.text))] == [
        (one.speaker, one.via, one.figures) for one in piece.told
    ]
