"""Value of information: how much better the best next move gets once one person's support is known (F8 of rules.md)."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel


@Kernel
def _spread(start, target, chance, willing, low, product, waiting, line, count):
    """Raise `product` along introductions from the first `count` people in `line` until nothing rises any more.

    Who rises stands in line once: first come, first served, which ends since no chance is above 1.
    """
    size = len(line)
    head = 0
    while count:
        one = line[head]
        head = (head + 1) % size
        count -= 1
        waiting[one] = False
        for edge in range(start[low + one], start[low + one + 1]):
            other = target[edge] - low
            through = product[one] * (chance[edge] * willing[one])
            if through > product[other]:
                product[other] = through
                if not waiting[other]:
                    waiting[other] = True
                    line[(head + count) % size] = other
                    count += 1


@Kernel
def _reached(start, target, chance, willing, low, depth, product, waiting, line):
    """Fill `product` with the best path from our contacts to everybody."""
    count = 0
    for one in range(len(product)):
        product[one] = depth[one]
        if depth[one] > 0.0:
            waiting[one] = True
            line[count] = one
            count += 1
    _spread(start, target, chance, willing, low, product, waiting, line, count)


@Kernel
def _top_reached(low, top, product, top_access):
    """Whether an introduction path good enough leads to anybody at the top."""
    reached = False
    for other in range(len(product)):
        reached |= top[low + other] and product[other] >= top_access
    return reached


@Kernel
def _gains(low, one, support, likely, product, cold, factors, top, offered, top_open, expected):
    """Add to `expected` what each move gains if `one` has this support, by how likely that is; return the best gain."""
    best = 0.0
    for other in range(len(product)):
        person = low + other
        if top_open if top[person] else offered[person]:
            headroom = 1.0 - support if other == one else factors[person, 1]
            gain = max(product[other], cold[person]) * factors[person, 0] * headroom * factors[person, 2]
            expected[other] += likely * gain
            best = max(best, gain)
    return best


@Kernel
def values(
    person_start, start, target, chance, depth, willing, cold, factors, top, offered, top_offered, top_access,
    asked, own, trust, prior_support, prior_chance, value, first, last,
):  # fmt: skip
    """Fill `value` for everybody `asked` about: what the best move gains on average once known, less what it gains now.

    `chance` is an introduction's by somebody wholly willing; `factors` are move, headroom and leverage. Whoever is
    asked about stands at `own` support with the chance `trust`, else as the prior says. A path through their
    introductions is spread anew for each support from what is reached without them.
    """
    for deal in range(first, last):
        low, high = person_start[deal], person_start[deal + 1]
        size = high - low
        ready = willing[low:high].copy()
        waiting, line = np.zeros(size, np.bool_), np.empty(size, np.int64)
        without, product, expected = np.empty(size), np.empty(size), np.empty(size)
        for one in range(size):
            if not asked[low + one]:
                continue
            ready[one] = 0.0
            _reached(start, target, chance, ready, low, depth[low:high], without, waiting, line)
            expected[:] = 0.0
            informed = 0.0
            for case in range(-1, len(prior_support)):
                support = own[low + one] if case < 0 else prior_support[case]
                likely = trust[low + one] if case < 0 else (1.0 - trust[low + one]) * prior_chance[case]
                if likely == 0.0:
                    continue
                product[:] = without
                ready[one] = (1.0 + support) / 2.0
                if product[one] > 0.0:
                    line[0] = one
                    _spread(start, target, chance, ready, low, product, waiting, line, 1)
                top_open = top_offered[deal] or _top_reached(low, top, product, top_access)
                best = _gains(low, one, support, likely, product, cold, factors, top, offered, top_open, expected)
                informed += likely * best
            ready[one] = willing[low + one]
            # Never negative but for rounding: the best of averages is at most the average of the best.
            value[low + one] = max(informed - max(expected.max(), 0.0), 0.0)
