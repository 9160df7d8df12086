"""Charts as static SVG to stand in a page: no script, no network, every mark with words of its own."""
