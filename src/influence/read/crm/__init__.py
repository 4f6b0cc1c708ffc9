"""Exports of CRMs into tables; one file a system, on one assembly."""
