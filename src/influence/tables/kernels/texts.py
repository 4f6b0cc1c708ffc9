"""Texts as whole numbers, and where a text stands among the people of a deal: equal texts are told by their bytes.

A slot of a table holds, of one text, its mixed number, and its own number from 1 together with its length. Texts are
given as Arrow has them: text i is `data[start[i]:start[i + 1]]`, and unknown where `known`, if it has rows, says so.
"""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel

# Of texts no longer than this, no two of one length have the same mixed number.
SHORT = 8
# A slot's second number has the length above so many bits.
NUMBER_BITS = 40
NUMBER = np.uint64((1 << NUMBER_BITS) - 1)
# The mixed numbers of so many rows stay in the fast memory.
AT_ONCE = 1024


@Kernel
def mixed(data, low, high):
    """A number of 64 bits that equal texts share and different ones hardly ever do: eight bytes at a time."""
    mixed, begin = np.uint64(high - low), low
    while high - begin >= 8:
        word = np.uint64(0)
        for place in range(8):
            word |= np.uint64(data[begin + place]) << np.uint64(8 * place)
        mixed = (mixed ^ word) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        begin += 8
    word = np.uint64(0)
    for place in range(begin, high):
        word = word << np.uint64(8) | np.uint64(data[place])
    mixed = (mixed ^ word) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(32))


@Kernel
def same(data, low, high, texts, begin):
    """Whether two texts of one length and one mixed number are the same."""
    if high - low > SHORT:
        for place in range(high - low):
            if data[low + place] != texts[begin + place]:
                return False
    return True


@Kernel
def number_texts(start, data, known, codes, row, slots, texts, ends, count):
    """Number texts from this row on, each different one as it first comes, as far as half the slots last.

    Returns the row to go on from and how many differ; these stand in `texts`, the n-th until `ends[n]`.
    """
    mask = len(slots) - 1
    for each in range(row, len(codes)):
        codes[each] = -1
        if len(known) and not known[each]:
            continue
        low, high = start[each], start[each + 1]
        number, length = mixed(data, low, high), np.uint64(high - low)
        slot = np.int64(number & np.uint64(mask))
        while slots[slot, 1] and codes[each] < 0:
            code = np.int64(slots[slot, 1] & NUMBER) - 1
            alike = slots[slot, 0] == number and slots[slot, 1] >> np.uint64(NUMBER_BITS) == length
            if alike and same(data, low, high, texts, ends[code]):
                codes[each] = code
            slot = (slot + 1) & mask
        if codes[each] < 0:
            if 2 * count > mask:
                return each, count
            codes[each] = count
            count += 1
            slots[slot, 0], slots[slot, 1] = number, np.uint64(count) | length << np.uint64(NUMBER_BITS)
            ends[count] = ends[count - 1] + high - low
            for place in range(high - low):
                texts[ends[count - 1] + place] = data[low + place]
    return len(codes), count


@Kernel
def move(slots, wider):
    """Put what is in these slots into more of them."""
    mask = len(wider) - 1
    for old in range(len(slots)):
        if slots[old, 1]:
            slot = np.int64(slots[old, 0] & np.uint64(mask))
            while wider[slot, 1]:
                slot = (slot + 1) & mask
            wider[slot, 0], wider[slot, 1] = slots[old, 0], slots[old, 1]


@Kernel
def place_texts(start, data, known, group, begin, slots):
    """Put the text of every row into the slots of its group: those from `begin` on, twice its rows or more."""
    for each in range(len(group)):
        if len(known) and not known[each]:
            continue
        low, high = start[each], start[each + 1]
        number, first = mixed(data, low, high), begin[group[each]]
        mask = begin[group[each] + 1] - first - 1
        slot = np.int64(number & np.uint64(mask))
        while slots[first + slot, 1]:
            slot = (slot + 1) & mask
        slots[first + slot, 0] = number
        slots[first + slot, 1] = np.uint64(each + 1) | np.uint64(high - low) << np.uint64(NUMBER_BITS)


@Kernel
def _mix_rows(start, data, first_row, last_row, numbers):
    """Fill `numbers` with the mixed numbers of these rows."""
    for each in range(first_row, last_row):
        numbers[each - first_row] = mixed(data, start[each], start[each + 1])


@Kernel
def _find_rows(start, data, known, group, place, begin, slots, texts, found, first_row, last_row, numbers):
    """The same as `find_texts` for rows whose mixed numbers are known."""
    for each in range(first_row, last_row):
        found[each] = -1
        if len(known) and not known[each]:
            continue
        low, high, first = start[each], start[each + 1], begin[group[each]]
        number, length = numbers[each - first_row], np.uint64(high - low)
        mask = begin[group[each] + 1] - first - 1
        slot = np.int64(number & np.uint64(mask))
        while mask >= 0 and slots[first + slot, 1]:
            alike = slots[first + slot, 0] == number and slots[first + slot, 1] >> np.uint64(NUMBER_BITS) == length
            row = np.int64(slots[first + slot, 1] & NUMBER) - 1
            if alike and same(data, low, high, texts, place[row]):
                found[each] = row
                break
            slot = (slot + 1) & mask


@Kernel
def find_texts(start, data, known, group, place, begin, slots, texts, found, first_row, last_row):
    """The first row with the same text in the same group, of those placed; -1 where there is none.

    `place` is where the texts placed begin, in `texts`. Numbers are mixed for some rows at once: a loop that does
    nothing else is not held up by what is looked up in memory.
    """
    numbers = np.empty(AT_ONCE, np.uint64)
    for row in range(first_row, last_row, AT_ONCE):
        last = min(row + AT_ONCE, last_row)
        _mix_rows(start, data, row, last, numbers)
        _find_rows(start, data, known, group, place, begin, slots, texts, found, row, last, numbers)


@Kernel
def some_blank(start, data):
    """Whether a text may be nothing but spaces: it is empty, or begins with what may be one."""
    for each in range(len(start) - 1):
        if start[each] == start[each + 1]:
            return True
        first = data[start[each]]
        if first <= 32 or first in (0xC2, 0xE1, 0xE2, 0xE3):
            return True
    return False
