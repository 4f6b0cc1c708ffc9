"""Files into rows of text: CSV, workbooks, zips, XML, in whatever encoding they come."""
