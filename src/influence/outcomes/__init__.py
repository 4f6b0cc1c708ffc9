"""Scores against how deals ended: whether they told won from lost, and what they are worth as chances."""
