"""How well numbers tell two groups apart, and the rising curve between them, in many samples drawn with repetition."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel


@Kernel
def areas(order, last, member, weights, found):
    """Fill a row of `found` for each sample: how well the numbers tell the members of each group from all others.

    That is the area under the curve: the chance that a member stands above somebody else, ties as half. `order` sorts
    the numbers, `last` marks the last of equals in that order, `member` has a row of 0 and 1 for each place in it, and
    a row of `weights` says how often each item is drawn. NaN where a sample has nobody in a group, or nobody else.
    """
    groups = member.shape[1]
    below, here, wins = np.empty(groups), np.empty(groups), np.empty(groups)
    for sample in range(weights.shape[0]):
        drawn = weights[sample]
        below[:], here[:], wins[:] = 0.0, 0.0, 0.0
        all_below = 0.0
        all_here = 0.0
        for place in range(len(order)):
            # Multiplied, not branched on: which group comes next nobody can foresee.
            weight = np.float64(drawn[order[place]])
            all_here += weight
            for group in range(groups):
                here[group] += weight * member[place, group]
            if last[place]:
                for group in range(groups):
                    wins[group] += here[group] * (all_below - below[group] + 0.5 * (all_here - here[group]))
                    below[group] += here[group]
                    here[group] = 0.0
                all_below += all_here
                all_here = 0.0
        for group in range(groups):
            pairs = below[group] * (all_below - below[group])
            found[sample, group] = wins[group] / pairs if pairs > 0.0 else np.nan


@Kernel
def rising(group, groups, positive, weights, fitted):
    """Fill each row of `fitted` with the rising curve of least squares through one sample's shares of positives.

    Pools adjacent violators (Barlow et al. 1972). `group` is the place of each item among the numbers, equals together;
    a row of `weights` says how often each is drawn, and of `fitted` holds the share of each place, that of the place
    before where nothing of it was drawn.
    """
    value, count, first = np.empty(groups), np.empty(groups), np.empty(groups + 1, dtype=np.int64)
    for sample in range(weights.shape[0]):
        total, share = np.zeros(groups), np.zeros(groups)
        for item in range(len(group)):
            total[group[item]] += weights[sample, item]
            if positive[item]:
                share[group[item]] += weights[sample, item]
        blocks = 0
        for place in range(groups):
            if total[place] <= 0.0:
                continue
            value[blocks], count[blocks], first[blocks] = share[place] / total[place], total[place], place
            blocks += 1
            while blocks > 1 and value[blocks - 2] >= value[blocks - 1]:
                both = count[blocks - 2] + count[blocks - 1]
                pooled = value[blocks - 2] * count[blocks - 2] + value[blocks - 1] * count[blocks - 1]
                value[blocks - 2], count[blocks - 2] = pooled / both, both
                blocks -= 1
        first[0], first[blocks] = 0, groups
        for block in range(blocks):
            fitted[sample, first[block] : first[block + 1]] = value[block]
