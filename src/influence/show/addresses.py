"""Which addresses a page of ours links to: what runs something or leads elsewhere unseen is refused."""

from __future__ import annotations

import re

from influence.errors import InfluenceError
from influence.tables.language import say

# Before a browser reads where an address leads, it skips control characters, and blanks in front, and takes \ for /.
_SAFE = re.compile(r"(?!\s)(?:https://(?=[^/?#])|(?![a-z][a-z0-9+.-]*:|/))[^\x00-\x1f\x7f\\\ud800-\udfff]+", re.I)


def safe_address(address: object) -> str:
    """Return this address of a page if it is a path from the page that links to it, or begins with https://."""
    if isinstance(address, str) and _SAFE.fullmatch(address):
        return address
    raise InfluenceError(
        say(
            "{address} is no address that a page can link to; give a path from that page's folder with forward "
            "slashes, such as 'reports/duck.html' (a name with a colon as './a:b.html'), or an address that begins "
            "with https://",
            address=repr(address),
        )
    )
