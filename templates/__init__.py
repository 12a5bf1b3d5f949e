"""Every sentence that a user reads: short texts from a catalogue, whole answers as cards. Danish and English."""

from templates.catalogue import say
from templates.render import (
    NO_EXAMPLES,
    Card,
    Step,
    refusal_sentence,
    render,
    render_case_part,
    render_digest,
    render_digest_part,
    render_digest_rest,
    render_error,
    render_help,
    render_notice,
    render_page,
    render_page_picture,
    render_picture,
    render_refused,
    render_steps,
)

__all__ = [
    "NO_EXAMPLES",
    "Card",
    "Step",
    "refusal_sentence",
    "render",
    "render_case_part",
    "render_digest",
    "render_digest_part",
    "render_digest_rest",
    "render_error",
    "render_help",
    "render_notice",
    "render_page",
    "render_page_picture",
    "render_picture",
    "render_refused",
    "render_steps",
    "say",
]
