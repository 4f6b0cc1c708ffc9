"""The org map: cards, rows, routes of lines."""
