"""The small pieces that blocks and elements share: texts, options, questions, rich text.

Limits: docs.slack.dev/reference/block-kit/composition-objects and slack_sdk's models.
"""

from sandbox.blocks.rules import Rule, Shape, Typed, each, flag, is_number, one_of, string, url, whole_number

IDENTIFIER = string(255)
_PLAIN, _MARKED = {"emoji": flag}, {"verbatim": flag}
_ANY = 1_000_000  # no limit of its own: that of the message or of the view holds


def plain_text_rule(most: int) -> Typed:
    """A `plain_text` object."""
    return Typed({"plain_text": Shape({"text": string(most)}, _PLAIN)})


def any_text_rule(most: int) -> Typed:
    """A text object of either kind."""
    shapes: dict[str, Rule] = {
        "plain_text": Shape({"text": string(most)}, _PLAIN),
        "mrkdwn": Shape({"text": string(most)}, _MARKED),
    }
    return Typed(shapes)


def marked(most: int) -> Typed:
    """A `mrkdwn` object."""
    return Typed({"mrkdwn": Shape({"text": string(most)}, _MARKED)})


CONFIRM = Shape(
    {
        "title": plain_text_rule(100),
        "text": any_text_rule(300),
        "confirm": plain_text_rule(30),
        "deny": plain_text_rule(30),
    },
    {"style": one_of("primary", "danger")},
)
OPTION = Shape({"text": plain_text_rule(75), "value": string(150)}, {"description": plain_text_rule(75)})
MARKED_OPTION = Shape({"text": any_text_rule(75), "value": string(150)}, {"description": any_text_rule(75)})
LINKED_OPTION = Shape(
    {"text": plain_text_rule(75), "value": string(150)}, {"description": plain_text_rule(75), "url": url}
)
GROUP = Shape({"label": plain_text_rule(75), "options": each(OPTION, 1, 100)})
FILE = Shape({}, {"id": string(255), "url": url}, groups=(("id", "url"),))
IMAGE = Shape(
    {"alt_text": string(2_000)}, {"image_url": url, "slack_file": FILE}, groups=(("image_url", "slack_file"),)
)

_STYLE = Shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), flag))
_STYLED = {"style": _STYLE}
_RUN = Typed(
    {
        "text": Shape({"text": string(_ANY)}, _STYLED),
        "link": Shape({"url": url}, {"text": string(_ANY), "unsafe": flag, **_STYLED}),
        "emoji": Shape({"name": string(255)}, {"unicode": string(255), "skin_tone": whole_number(1, 6), **_STYLED}),
        "user": Shape({"user_id": IDENTIFIER}, _STYLED),
        "channel": Shape({"channel_id": IDENTIFIER}, _STYLED),
        "usergroup": Shape({"usergroup_id": IDENTIFIER}, _STYLED),
        "broadcast": Shape({"range": one_of("here", "channel", "everyone")}, _STYLED),
        "color": Shape({"value": string(7)}, _STYLED),
        "date": Shape(
            {"timestamp": is_number, "format": string(_ANY)}, {"url": url, "fallback": string(_ANY), **_STYLED}
        ),
    }
)
_RUNS = each(_RUN, 0, _ANY)
_SECTION = Shape({"elements": _RUNS})
_BORDER = whole_number(0, 1)
RICH = each(
    Typed(
        {
            "rich_text_section": _SECTION,
            "rich_text_quote": Shape({"elements": _RUNS}, {"border": _BORDER}),
            "rich_text_preformatted": Shape({"elements": _RUNS}, {"border": _BORDER, "language": string(50)}),
            "rich_text_list": Shape(
                {
                    "elements": each(Typed({"rich_text_section": _SECTION}), 1, _ANY),
                    "style": one_of("bullet", "ordered"),
                },
                {"indent": whole_number(0, 8), "offset": whole_number(0, _ANY), "border": _BORDER},
            ),
        }
    ),
    1,
    _ANY,
)
RICH_TEXT = Typed({"rich_text": Shape({"elements": RICH}, {"block_id": IDENTIFIER})})
