"""The loops of the tables, over the bytes of texts."""
