"""Sets of places as the bits of words."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel

# How many bits a word has, and each of them.
BITS = 64
BIT = np.left_shift(np.uint64(1), np.arange(BITS, dtype=np.uint64))


def _ones(word):
    """How many bits of a word are set (Warren, Hacker's delight, 2012, section 5-1)."""
    pairs = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    fours = (pairs & np.uint64(0x3333333333333333)) + ((pairs >> np.uint64(2)) & np.uint64(0x3333333333333333))
    bytewise = (fours + (fours >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((bytewise * np.uint64(0x0101010101010101)) >> np.uint64(56))


ones = Kernel(_ones, plain=lambda word: int(word).bit_count())
