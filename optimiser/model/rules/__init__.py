"""The rules, one module a family; each rule's docstring holds its sentence and its formula."""
