"""Why no plan meets all rules: the smallest set of rules in conflict, and the least changes that resolve it."""
