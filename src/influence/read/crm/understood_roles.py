"""Of which deals enough roles are understood to take a committee from them."""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.tables.spelling import plain

MOST_UNKNOWN = 0.5
"""The largest share of different roles that may be unknown, of a deal and of the export (ours)."""

_OF_EAST_ASIA = frozenset({"HIRAGANA", "KATAKANA", "FULLWIDTH", "HALFWIDTH"})


def unclear_deals(deal: Any, written: pd.Series, unknown: Flags) -> frozenset[int]:
    """Which deals have too few roles that are understood, so that the others may well hold whoever decides?

    Parameters
    ----------
    deal : numpy.ndarray of int64
        The deal of each role.
    written : pandas.Series of str
        The roles as the export writes them.
    unknown : numpy.ndarray of bool
        Which of them nobody can read.

    Returns
    -------
    frozenset of int
        The deals with an unknown role where more than half of the different roles of the deal or of the whole export
        are unknown, or where one is written in an alphabet that no understood role has.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from influence.read.crm.understood_roles import unclear_deals
    >>> roles = pd.Series(["Economic Buyer", "User", "Billing contact", "User", "Лицо, принимающее решение"])
    >>> sorted(unclear_deals(np.array([1, 1, 1, 2, 2]), roles, np.array([False, False, True, False, True])))
    [2]
    """
    if not unknown.any():
        return frozenset()
    roles = pd.DataFrame({"deal": deal, "role": [plain(str(role)) for role in written], "unknown": unknown})
    if roles.drop_duplicates("role")["unknown"].mean() > MOST_UNKNOWN:
        return frozenset(roles.loc[unknown, "deal"].tolist())
    share = roles.drop_duplicates(["deal", "role"]).groupby("deal")["unknown"].mean()
    known = frozenset().union(*map(_alphabets, roles.loc[~unknown, "role"].unique()))
    foreign = np.array([not _alphabets(role) <= known for role in roles["role"]]) & unknown
    return frozenset(share.index[share > MOST_UNKNOWN]) | frozenset(roles.loc[foreign, "deal"].tolist())


def _alphabets(text: str) -> frozenset[str]:
    """The alphabets of a text; Chinese and Japanese, which are written together, count as one."""
    names = {unicodedata.name(sign, "?").split()[0] for sign in text if sign.isalpha()}
    return frozenset("CJK" if name in _OF_EAST_ASIA else name for name in names)
