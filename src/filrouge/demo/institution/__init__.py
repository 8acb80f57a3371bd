"""The workbook of the institution: members, board, funding, staff, quality."""
