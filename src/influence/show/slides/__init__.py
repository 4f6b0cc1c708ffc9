"""Slides for the review of deals: one a deal, in PowerPoint's own shapes and charts, which can be edited."""
