"""Files out: scores for a spreadsheet, and the template to fill in."""
