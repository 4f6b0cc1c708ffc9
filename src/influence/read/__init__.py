"""Readers, one file per outside format; each returns a `StakeholderGraph`."""

from __future__ import annotations

from influence.read.tables import tables

__all__ = ["tables"]
