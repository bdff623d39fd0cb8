"""The forecast of a round that has not opened: made from who is asked, kept for its pages and its paper.

No answer is read, and none exists: a round that is past its draft is refused.
"""

from fagspejl.operations.services.forecast.basis import basis_of
from fagspejl.operations.services.forecast.foretelling import at_another_rate, foretell
from fagspejl.operations.services.forecast.keeping import kept_forecast, made_on
from fagspejl.operations.services.forecast.types import Foretold

__all__ = ["Foretold", "at_another_rate", "basis_of", "foretell", "kept_forecast", "made_on"]
