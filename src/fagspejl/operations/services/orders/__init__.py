"""Orders: what a planner's page wants done that needs a round's key. The web process never holds one.

The page places an order, the worker carries it out, the page reads how it went. A paper that holds links or half of a
key is sealed by the worker to a key that only the page of whoever ordered it holds.
"""

from fagspejl.operations.services.orders.papers import new_paper_key, take_paper
from fagspejl.operations.services.orders.placing import order_status, orders_of, place_order, stop_order

__all__ = ["new_paper_key", "order_status", "orders_of", "place_order", "stop_order", "take_paper"]
