"""Where support settles in large deals: everybody takes in what the others last said until nobody moves any more."""

from __future__ import annotations

import numpy as np

from influence.compiled import Kernel

# A sweep that moves nobody by more than this share of the largest value is the last. Rounding leaves less, so that
# there is a last one; who is moved by others by up to 0.99 is then wrong by less than 1e-12.
STILL = 4e-15


@Kernel
def settle(person_start, wanted, start, other, pull, gives, takes, right, solution, first, last):
    """Fill `solution` with x = right + pull x + gives (takes . x of all others) in the wanted deals, by column.

    Sweeps after Gauss and Seidel. What is given to everybody alike is one sum a deal, which follows along.
    """
    columns = right.shape[1]
    for deal in range(first, last):
        moved, largest = 1.0, 1.0 if wanted[deal] else 0.0
        while moved > STILL * largest:
            moved, largest = 0.0, 0.0
            told = np.zeros(columns)
            for person in range(person_start[deal], person_start[deal + 1]):
                for column in range(columns):
                    told[column] += takes[person] * solution[person, column]
            heard = np.empty(columns)
            for person in range(person_start[deal], person_start[deal + 1]):
                for column in range(columns):
                    own = takes[person] * solution[person, column]
                    heard[column] = right[person, column] + gives[person] * (told[column] - own)
                for place in range(start[person], start[person + 1]):
                    for column in range(columns):
                        heard[column] += pull[place] * solution[other[place], column]
                for column in range(columns):
                    told[column] += takes[person] * (heard[column] - solution[person, column])
                    moved = max(moved, abs(heard[column] - solution[person, column]))
                    largest = max(largest, abs(heard[column]))
                    solution[person, column] = heard[column]
