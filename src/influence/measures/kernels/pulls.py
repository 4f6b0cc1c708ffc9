"""How far each person is pulled by each they listen to."""

from __future__ import annotations

from influence.compiled import Kernel


@Kernel
def pulls(start, target, sway, openness, attention, pulled, by, pull):
    """Fill the compressed rows `pulled`, `by` and `pull` with the pulls that are not 0; how many there are."""
    found = 0
    for one in range(len(openness)):
        for entry in range(start[one], start[one + 1]):
            pull[found] = openness[one] * (attention[one] * sway[entry])
            by[found] = target[entry]
            # Written over where it is 0, so that there is room for one more.
            found += pull[found] != 0.0
        pulled[one + 1] = found
    return found
