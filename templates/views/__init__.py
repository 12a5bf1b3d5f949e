"""An answer → what a card shows of it: every value already printed in the answer's language, nothing laid out yet."""

from templates.views.compose import view
from templates.views.pieces import Entry, Line, Said, Section, View

__all__ = ["Entry", "Line", "Said", "Section", "View", "view"]
