"""An answer → what a card shows of it: every value already printed in the answer's language, nothing rendered yet."""

from templates.views.compose import card_view
from templates.views.pieces import CardEntry, CardView, QuotedText, Section, ValueLine
from templates.views.summaries import summary

__all__ = ["CardEntry", "CardView", "QuotedText", "Section", "ValueLine", "card_view", "summary"]
