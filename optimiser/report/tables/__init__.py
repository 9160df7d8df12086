"""Tables people read: each declared once, filled once, and rendered in terminal, page and workbook."""
