"""The graph of who can lead us to whom, laid out node by node."""

from __future__ import annotations

from influence.compiled import Kernel


@Kernel
def lay_out(
    node_start, person_start, member_start, met_start, met, depth, known_start, known, chance, willing, start, to, value
):
    """Fill the compressed rows `start`, `to` and `value` of each deal's root, members and people, in this order.

    A root leads to all members, members to the people they have `met`, and people to those they know, as far as they
    are willing. Returns how many edges there are.
    """
    found = 0
    for deal in range(len(node_start) - 1):
        root, first_person = node_start[deal], node_start[deal + 1] - (person_start[deal + 1] - person_start[deal])
        member_shift, person_shift = root + 1 - member_start[deal], first_person - person_start[deal]
        start[root] = found
        for node in range(root + 1, first_person):
            to[found], value[found] = node, 1.0
            found += 1
        for member in range(member_start[deal], member_start[deal + 1]):
            start[member + member_shift] = found
            for edge in range(met_start[member], met_start[member + 1]):
                to[found], value[found] = met[edge] + person_shift, depth[edge]
                found += 1
        for person in range(person_start[deal], person_start[deal + 1]):
            start[person + person_shift] = found
            for edge in range(known_start[person], known_start[person + 1]):
                to[found], value[found] = known[edge] + person_shift, chance[edge] * willing[person]
                found += value[found] > 0.0
    start[-1] = found
    return found
