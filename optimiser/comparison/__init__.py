"""Results side by side: figures, what is proven of their differences, and the inputs they differ in."""
