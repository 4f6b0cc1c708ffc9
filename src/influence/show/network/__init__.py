"""The whole network of one deal, free of rows and columns: who knows whom, in how many circles."""
