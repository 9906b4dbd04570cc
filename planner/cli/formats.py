"""The names of the formats that `export` writes; what writes them is loaded when it is needed."""

FORMATS = ("xlsx", "csv", "ics", "frab-json", "frab-xml", "html")
