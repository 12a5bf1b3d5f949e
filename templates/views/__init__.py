"""An answer → what a card shows of it: every value already printed in the answer's language, nothing laid out yet."""

from templates.views.compose import view
from templates.views.pieces import Entry, Line, Said, View

__all__ = ["Entry", "Line", "Said", "View", "view"]
