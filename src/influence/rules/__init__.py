"""The articles' rules as data: what fires a red flag, what advice follows, and from where on."""
