"""Network files and objects into tables, one file per format."""
