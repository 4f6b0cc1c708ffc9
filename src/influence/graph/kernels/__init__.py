"""The loops that pack relationships, over plain arrays."""
