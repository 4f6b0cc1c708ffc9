"""The container, in three forms: tables, arrays of numbers, networkx."""
