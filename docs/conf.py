"""How Sphinx builds the site: `make docs` writes it to build/docs."""

from importlib.metadata import version as version_of

project = "optimiser"
author = "the optimiser's authors"
version = release = version_of("optimiser")
extensions = ["myst_parser", "numpydoc", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.mathjax"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["build"]
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
autodoc_typehints = "none"
autosummary_generate = False
numpydoc_show_class_members = False
html_theme = "furo"
html_title = "optimiser"
html_copy_source = False
html_show_sphinx = False
