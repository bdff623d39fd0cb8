"""Under which heading a statement about quality stands: is it important to us, and does it happen?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fagspejl.analysis.arrays import Floats
from fagspejl.workspace.arithmetic.constants import IMPORTANT_FROM, LIVE_ALL, outside_limit
from fagspejl.workspace.arithmetic.findings import QualityHeading, QualityWord
from fagspejl.workspace.arithmetic.scale import answers


def quality_heading(
    importance: Sequence[int],
    practice: Sequence[int],
    practice_blocks: Mapping[str, Sequence[int]],
    *,
    limit: int = LIVE_ALL,
) -> QualityHeading:
    """Return the heading of a statement from ratings 0-10 of importance (n,) and practice (n',), in any order.

    "Nearly all" = fewer than m on the other side of 6. `practice_blocks` holds the shown blocks (Øvrige too where it
    is shown), none where the picture is unsplit. Who skipped one rating is left out of that one. Below `limit` ratings
    of importance, or of practice where it decides, there is no word. Raises NotWholeNumbers, ValueOutsideScale.
    """
    rated, done = answers(importance, "importance"), answers(practice, "practice")
    blocks = [answers(block, "practice_blocks") for block in practice_blocks.values()]
    word = None
    if rated.size >= limit:
        if _nearly_all_high(rated):
            if done.size >= limit:
                succeeds = all(_nearly_all_high(x) for x in (done, *blocks) if x.size)
                word = QualityWord.SHARED_AND_SUCCEEDS if succeeds else QualityWord.SHARED_BUT_UNEVEN
        elif int((rated >= IMPORTANT_FROM).sum()) < outside_limit(rated.size):
            word = QualityWord.CAN_WAIT
        else:
            word = QualityWord.DISAGREED
    return QualityHeading(rated.size, word is not None, word, done.size)


def _nearly_all_high(x: Floats) -> bool:
    return int((x < IMPORTANT_FROM).sum()) < outside_limit(x.size)
