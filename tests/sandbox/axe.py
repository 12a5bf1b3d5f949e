"""axe-core: what a page breaks of WCAG 2.1 AA and good practice."""

import json
from functools import cache
from importlib.metadata import files
from typing import Any

from tests.browser import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
_RUN = f"""axe.run(%s, {{runOnly: {{type: 'tag', values: {json.dumps(TAGS)}}}}}).then((found) =>
  found.violations.map((one) => `${{one.id}}: ${{one.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}}`))"""


@cache
def _script() -> str:
    """The engine as its package ships it, without what drives other browsers."""
    found = next(one for one in files("axe-core-python") or () if one.name == "axe.min.js")
    return str(found.read_text())


def violations(page: Page, of: str = "document") -> Any:
    """A line for each rule that something breaks, with what does. `of` is the node that is looked at: all that a rule
    says of a whole page is looked for in the document alone."""
    page.wait("document.getAnimations().every(one => one.playState === 'finished')")
    if not page.run("!!window.axe"):
        page.run(f"{_script()}; 0")
    return page.run(_RUN % of)
