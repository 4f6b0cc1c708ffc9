"""The loops of the measures, over packed arrays of all deals."""
