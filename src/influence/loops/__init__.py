"""Loops over plain arrays, and what compiles them; no pandas in here."""
