"""Campaigns: whom to win one after the other, where everybody won introduces us to the next."""

from __future__ import annotations

import numpy as np

from influence.array_types import ROUNDING
from influence.compiled import Kernel

LEAST_GAIN = ROUNDING


@Kernel
def _best(low, won, allowed, reach, move, worth):
    """Whom to win next, a place in the deal, of those `allowed` and not `won` yet; -1 where nobody gains anything."""
    best, best_gain = -1, LEAST_GAIN
    for one in range(len(won)):
        gain = reach[one] * move[low + one] * worth[low + one]
        # Products of the same factors may differ by rounding; the first of equals keeps its place.
        if allowed[low + one] and not won[one] and gain > best_gain * (1.0 + 1e-9):
            best, best_gain = one, gain
    return best


@Kernel
def campaigns(
    person_start, start, target, chance, entry, guide, first_choice, move, worth, is_approver, budget, person, via,
    access, approver, first, last,
):  # fmt: skip
    """Fill one campaign per deal: at each step the person with the largest gain an attempt, while the budget lasts.

    `entry` is the access we begin with, by way of `guide`, and grows by introductions; the first step is one of
    `first_choice`; `worth` is what the committee gains by each. `person`, `via` and `access` have a column per step
    (-1 = no further step).
    """
    anybody = np.ones(len(first_choice), np.bool_)
    for deal in range(first, last):
        low, high = person_start[deal], person_start[deal + 1]
        reach = entry[low:high].copy()
        led_by = guide[low:high].copy()
        won = np.zeros(high - low, np.bool_)
        spent = 0.0
        for step in range(person.shape[1]):
            best = _best(low, won, anybody if step else first_choice, reach, move, worth)
            if best < 0:
                break
            spent += 1.0 / (reach[best] * move[low + best])
            if spent > budget * (1.0 + 1e-9):
                break
            won[best] = True
            person[deal, step] = low + best
            via[deal, step] = led_by[best]
            access[deal, step] = reach[best]
            for edge in range(start[low + best], start[low + best + 1]):
                other = target[edge] - low
                if chance[edge] > reach[other] and not won[other]:
                    reach[other] = chance[edge]
                    led_by[other] = low + best
        for one in range(high - low):
            if is_approver[low + one]:
                approver[deal] = max(approver[deal], reach[one])
