"""The page of a pipeline, and the reports that it leads to."""
