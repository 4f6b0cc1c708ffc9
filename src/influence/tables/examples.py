"""What the template to fill in holds of its own, so that readers can tell it from what somebody wrote."""

EXAMPLE_DEALS = ("EXAMPLE-1", "示例-1")
"""The invented deal of the template, in each of its languages."""

TEMPLATE_SHEETS = ("Read me", "说明")
"""The sheet of the template that explains the others, in each of its languages."""
