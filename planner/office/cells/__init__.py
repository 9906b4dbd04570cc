"""Editing together: what people do to the sheets of an event as operations on cells and rows, which several do at once.

`apply` takes a step or says who was first, `settled` makes of a refused step what its author chose, `undo` and `redo`
take steps back and bring them back, `merged` brings in a file that went out and comes in again.
"""
