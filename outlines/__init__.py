"""The drawing of the municipalities' outlines: what it is made from, and how."""
