"""The workbook of Support: mobile team, peer support, training."""
