"""A result or a comparison as an Excel workbook."""
