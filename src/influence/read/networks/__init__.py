"""Files and objects of networks into tables; one file a format."""
