"""The invented deal of the template, which reads back as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

# Cells in both languages are written "English|中文"; words of the vocabulary are translated by it.
EXAMPLE: Mapping[str, tuple[str, tuple[tuple[Any, ...], ...]]] = MappingProxyType(
    {
        "people": (
            "person name title department level layer support participation influence openness personal_win evidence "
            "sees shares believes_in_us reason",
            (
                ("P1", "Ann Example|示例甲", "Managing director|总经理", "Management|总经办", 1, "decision",
                 None, 0.6, 1.0, None, None, None, None, None, None, None),
                ("P2", "Ben Example|示例乙", "Finance director|财务总监", "Finance|财务部", 2, "management",
                 -0.4, 0.7, 0.8, 0.3, -0.2, 3, None, None, None, "habit"),
                ("P3", "Cleo Example|示例丙", "Plant manager|厂长", "Production|生产部", 2, "management",
                 0.5, 0.8, 0.8, 0.5, 0.6, 2, None, None, None, "interest"),
                ("P4", "Dan Example|示例丁", "Head of engineering|工程部经理", "Engineering|工程部", 3, "management",
                 0.3, 0.9, 0.6, 0.6, None, 3, "observed", "claimed", "observed", None),
                ("P5", "Eve Example|示例戊", "Buyer|采购员", "Purchasing|采购部", 4, "operations",
                 0.0, 0.5, 0.3, None, None, 3, None, None, None, None),
                ("P6", "Finn Example|示例己", "Shift leader|班组长", "Production|生产部", 4, "operations",
                 0.8, 0.3, 0.2, 0.7, 0.5, 2, "observed", "observed", "observed", "interest"),
            ),
        ),
        "relationships": (
            "source target kind strength",
            (
                ("P2", "P1", "reports_to", None), ("P3", "P1", "reports_to", None), ("P4", "P3", "reports_to", None),
                ("P5", "P2", "reports_to", None), ("P6", "P3", "reports_to", None), ("P1", "P3", "trusts", 0.7),
                ("P4", "P5", "works_with", 0.5), ("P2", "P3", "conflicts_with", 0.4),
            ),
        ),
        "seats": (
            "role person weight veto",
            (
                ("approver", "P1", 1, True), ("decision_maker", "P2", 1, None), ("decision_maker", "P3", 1, None),
                ("decision_maker", None, 1, None), ("evaluator", "P4", 1, None), ("gatekeeper", "P5", 0, None),
                ("user", "P6", 0, None),
            ),
        ),
        "deals": (
            "account name category departments stage amount close_date as_of budget_approved reason_to_act rule "
            "product_strength",
            (("Example Foods|示例食品公司", "Packing line (example)|包装线（示例）", "Packing machines|包装设备",
              "Production; Engineering; Finance|生产部; 工程部; 财务部", "discussion|讨论", 480000,
              date(2025, 9, 30), date(2025, 6, 30), True,
              "The old line stops when its last spares are used up|备件用完后旧线就要停产", "majority", 0.7),),
        ),
        "team": (
            "member layer function",
            (("M1", "operations", "Account manager|客户经理"), ("M2", "management", "Sales director|销售总监")),
        ),
        "contacts": (
            "side member person strength last_touch touches",
            (
                ("us", "M1", "P4", 0.8, date(2025, 6, 24), 9), ("us", "M1", "P5", 0.4, date(2025, 6, 12), 4),
                ("us", "M1", "P6", 0.7, date(2025, 6, 20), 6), ("us", "M2", "P3", 0.5, date(2025, 5, 28), 2),
                ("Rival (example)|对手（示例）", "R1", "P2", None, None, None),
            ),
        ),
        "ratings": (
            "rater person measure value date evidence",
            (
                ("M1", "P3", "support", 0.6, date(2025, 6, 20), 3), ("M2", "P3", "support", 0.4, date(2025, 5, 28), 2),
                ("M1", "P4", "influence", 0.6, date(2025, 6, 24), 3),
            ),
        ),
        "interactions": (
            "interaction date side member person department kind topic invited_by rank party_size reception source "
            "evidence",
            (
                ("E1", date(2025, 5, 28), "us", "M2", "P3", None, "visit", "Downtime of the old line|旧线停机问题",
                 "P3", "management", 2, "Shown around the plant|带我们参观了工厂", "M2", 1),
                ("E1", date(2025, 5, 28), "us", "M1", "P6", None, "visit", "Downtime of the old line|旧线停机问题",
                 "P3", "management", 2, "Shown around the plant|带我们参观了工厂", "M2", 1),
                ("E2", date(2025, 6, 24), "us", "M1", "P4", None, "demo", None, "M1", "operations", 1, None, "M1", 1),
                ("E3", date(2025, 6, 17), "Rival (example)|对手（示例）", None, None, "Finance|财务部", "meeting", None,
                 None, "decision", 3, "Received by the director|总监亲自接待", "P5", 3),
            ),
        ),
        "commitments": (
            "commitment by to about what made due done kept",
            (
                ("C1", "M2", "P3", None, "Cost of one hour of downtime|测算停机一小时的成本", date(2025, 5, 28),
                 date(2025, 6, 13), date(2025, 6, 12), True),
                ("C2", "P4", "M1", "P1", "Introduce us to Ann|把我们介绍给示例甲", date(2025, 6, 24), date(2025, 7, 11),
                 None, None),
            ),
        ),
        "stances": (
            "person side support date evidence",
            (
                ("P2", "Rival (example)|对手（示例）", 0.6, date(2025, 6, 17), 3), ("P5", "nobody", 0.2, None, 4),
            ),
        ),
    }
)  # fmt: skip
ANSWERS: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "first_contact": ("2025-03-10", "M1", date(2025, 3, 10), 1, "us", "M1"),
        "decision_power": ("No, none of them alone|没有人能单独决定", "P4", date(2025, 6, 24), 3, "us", "M1"),
        "current_products": ("A line of 2009, out of spares|2009 年的旧线，已无备件", "P6", date(2025, 6, 20), 2, "us",
                             "M1"),
        "rivals": ("Rival (example), through P2|对手（示例），通过 P2", "P4", date(2025, 6, 24), 3, "us", "M1"),
        "next_step": ("Visit a plant that uses it|参观一家用户工厂", "M2", date(2025, 6, 30), 1, "us", "M2"),
    }
)  # fmt: skip
