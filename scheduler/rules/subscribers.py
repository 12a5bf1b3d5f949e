"""Which places want to hear of a case, by the subscriptions that they have. Pure."""

from collections.abc import Iterable

from index.state.subscriptions import Subscription
from scheduler.filters import Traits, from_json, meets


def subscribed_places(subscriptions: Iterable[Subscription], *cases: Traits) -> tuple[str, ...]:
    """The channels and people that subscribe to the case, each once. Of a case that moved what it was is given as well:
    who follows the red ones hears when one is red no longer."""
    wanted = (one.place for one in subscriptions if any(meets(from_json(one.rule), case) for case in cases))
    return tuple(dict.fromkeys(wanted))
