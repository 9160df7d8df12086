"""What follows from an instance before any model: routes, cost pieces, charges, pools."""
