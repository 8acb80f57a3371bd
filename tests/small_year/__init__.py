"""One small year of Housing First, told once: as a workbook, and as what people type in pages."""
