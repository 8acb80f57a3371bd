"""The workbook of Connect: intervision, events, representation, newsletter, social networks."""
