"""What may be said of rows that give no day, when a graph is taken back to one."""

from __future__ import annotations

KEEP, DROP = "keep", "drop"
