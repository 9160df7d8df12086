"""Why no plan meets all rules: rules in conflict, none of them there in vain, and the least changes that resolve it."""
