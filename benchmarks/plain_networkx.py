"""The model written down plainly, deal by deal, with networkx and loops: yardstick of the tests and the benchmark.

It shares no code with the library and follows docs/model.md to the letter; read it to check a number by hand.
"""

from __future__ import annotations

import itertools
import math
from typing import Any

import networkx as nx
import numpy as np

from benchmarks.plain_votes import CARRIES, Assumed, Committee, Row, open_to_others

COLD = {"decision": 0.05, "management": 0.2, "operations": 0.5}
MATCHED = {"decision": 0.3, "management": 0.5, "operations": 0.7}
ROOT = ("root", None)


class Deal(Committee):
    """A committee with the ways to it, and every number of its deal."""

    # Access

    def access(self) -> nx.DiGraph[Any]:
        G: nx.DiGraph[Any] = nx.DiGraph()
        G.add_node(ROOT)
        G.add_nodes_from(("person", who) for who in self.people)

        def edge(source: Any, target: Any, q: float) -> None:
            if q > 0 and q > G.get_edge_data(source, target, {"q": 0})["q"]:
                G.add_edge(source, target, q=q)

        for row in [*self.contacts, *self.team]:
            edge(ROOT, ("member", row["member"]), 1.0)
        for row in self.contacts:
            edge(("member", row["member"]), ("person", row["person"]), row.get("strength", 1.0))
        for tie in self.ties:
            one, other = tie["source"], tie["target"]
            _, _, forth, back = CARRIES[tie["kind"]]
            for a, b, number in ((one, other, forth), (other, one, back)):
                willing = (1 + self.people[a].get("support", 0.0)) / 2
                edge(("person", a), ("person", b), number * tie.get("strength", 1.0) * willing)
        return G

    def reached(self, G: nx.DiGraph[Any], gone: tuple[Any, ...] = ()) -> set[Any]:
        """Committee people some path of introductions leads to."""
        kept = nx.DiGraph((a, b) for a, b, q in G.edges(data="q") if q >= 0.1 and a not in gone and b not in gone)
        if ROOT not in kept:
            return set()
        return {node[1] for node in nx.descendants(kept, ROOT) if node[0] == "person" and self.weight[node[1]] > 0}

    def losses(self) -> dict[Any, tuple[float, int, bool]]:
        """Weight lost, people cut off and whether a single point, for each person and each member of ours."""
        G = self.access()
        before = self.reached(G)
        found = {}
        for node in G.nodes - {ROOT}:
            after = self.reached(G, (node,))
            lost = before - after
            cut_off = len(lost - {node[1]} if node[0] == "person" else lost)
            weight = sum(self.weight[who] for who in lost)
            found[node] = (weight, cut_off, cut_off >= 1 or (bool(before) and not after))
        return found

    def worst_pair(self) -> float:
        G = self.access()
        before = self.reached(G)
        pairs = itertools.combinations([node for node in G if node[0] == "person"], 2)
        losses = [sum(self.weight[who] for who in before - self.reached(G, pair)) for pair in pairs]
        return max(losses, default=math.nan)

    def cut_points(self) -> set[Any]:
        G: nx.Graph[Any] = nx.Graph((t["source"], t["target"]) for t in self.ties if t["kind"] != "conflicts_with")
        return set(nx.articulation_points(G))

    # Entry

    def best_products(self) -> dict[Any, float]:
        G = self.access()
        length = nx.single_source_dijkstra_path_length(G, ROOT, weight=lambda a, b, data: -math.log(data["q"]))
        return {node[1]: math.exp(-far) for node, far in length.items() if node[0] == "person"}

    def strategy(self, who: Any) -> str:
        if who in self.has_role("approver"):
            return "top_down"
        if who in self.has_role("decision_maker") | self.has_role("evaluator"):
            return "middle_out"
        layers = {"decision": "top_down", "management": "middle_out", "operations": "bottom_up"}
        return layers[self.people[who]["layer"]]

    def gates(self) -> dict[str, str]:
        product = self.best_products()
        ours = {row.get("layer") for row in self.team}
        near = any(product.get(who, 0) >= 0.25 for who in self.people if self.strategy(who) == "top_down")
        top = "open" if near or "decision" in ours else "refused" if self.contacts else "unverified"
        known = [self.deal[name] for name in ("product_strength", "value_lead") if name in self.deal]
        strong = any(value >= 0.7 for value in known)
        bottom = "open" if strong else "refused" if len(known) == 2 else "unverified"
        middle = any(self.strategy(who) == "middle_out" for who in self.people)
        return {"top_down": top, "middle_out": "open" if middle else "refused", "bottom_up": bottom}

    def gains(self) -> dict[Any, float]:
        product, (leverage, _) = self.best_products(), self.settled()
        ours = {row.get("layer") for row in self.team}
        gains = {}
        for who, row in self.people.items():
            cold = (MATCHED if row["layer"] in ours else COLD)[row["layer"]]
            move = open_to_others(row) * (0.5 + 0.5 * row.get("appetite", 0.5))
            gains[who] = max(product.get(who, 0), cold) * move * (1 - row.get("support", 0.0)) * leverage[who]
        return gains

    # Coverage and forces

    def coverage(self) -> Row:
        depth = dict.fromkeys(self.people, 0.0)
        for row in self.contacts:
            depth[row["person"]] = max(depth[row["person"]], row.get("strength", 1.0))
        contacted = {who for who in self.people if depth[who] >= 0.25}
        seated = {who for who in self.people if self.weight[who] > 0}
        heads = len(seated) + sum(weight > 0 for weight, _ in self.empty)
        roles = [self.has_role(role) for role in ("approver", "decision_maker", "evaluator", "user")]
        layers = {row["layer"] for row in self.people.values()}
        held = {self.people[who]["layer"] for who in contacted}

        def share(people: set[Any]) -> float:
            return sum(self.weight[who] for who in people) if self.exists else math.nan

        return {
            "coverage": share(contacted),
            "coverage_depth": sum(self.weight[w] * depth[w] for w in self.people) if self.exists else math.nan,
            "heads": len(seated & contacted) / heads if heads else math.nan,
            "supporting": share({who for who, row in self.people.items() if row.get("support", 0) > 0}),
            "roles_filled": sum(map(bool, roles)) / 4,
            "roles_covered": sum(bool(role & contacted) for role in roles) / 4,
            "layers_covered": len(held) / len(layers) if layers else math.nan,
            "reach": share(self.reached(self.access())),
        }

    def forces(self) -> Row:
        force = [
            row["support"] * row["participation"] * row["influence"]
            for row in self.people.values()
            if {"support", "participation", "influence"} <= row.keys()
        ]
        drivers, barriers = sum(f for f in force if f > 0), -sum(f for f in force if f < 0)
        total = drivers + barriers
        balance = (drivers - barriers) / total if total else math.nan
        return {"drivers": drivers, "barriers": barriers, "balance": balance}

    def score(self) -> Row:
        """Every number the pipeline's table holds for this deal, as far as it is one."""
        losses, gates, gains = self.losses(), self.gates(), self.gains()
        offered = {who: gain for who, gain in gains.items() if gates[self.strategy(who)] != "refused" and gain > 0}
        single = sum(point for _, _, point in losses.values())
        paired = self.exists and not single and bool(self.reached(self.access()))
        return {
            **self.coverage(),
            **self.support(),
            "approval": self.vote()[0],
            "approval_correlated": self.approval_correlated(),
            "single_points": single,
            "worst_loss": max((lost for lost, _, _ in losses.values()), default=0.0) if self.exists else math.nan,
            "worst_pair_loss": self.worst_pair() if paired else math.nan,
            "entry_gain": max(offered.values(), default=math.nan),
            **gates,
            **self.forces(),
        }


def deals(tables: dict[str, Any], assumed: Assumed | None = None) -> dict[Any, Deal]:
    """The deals of these DataFrames; `layer` must be filled in."""
    rows: dict[Any, dict[str, list[Row]]] = {}
    for name, table in tables.items():
        for row in table.astype(object).to_dict("records"):
            known = {key: value for key, value in row.items() if not (np.isscalar(value) and value != value)}
            known = {key: value for key, value in known.items() if value is not None and str(value) != "<NA>"}
            rows.setdefault(row["deal"], {}).setdefault(name, []).append(known)
    return {deal: Deal(rows[deal], assumed) for deal in sorted(rows)}
