"""The red flags, one file for each subject."""
