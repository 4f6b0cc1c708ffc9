"""The report: one section a question, and the sentences in it."""
