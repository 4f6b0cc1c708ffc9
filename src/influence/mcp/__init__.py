"""For assistants: the questions of this library about one folder, over the Model Context Protocol."""
