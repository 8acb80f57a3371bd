"""One document, every form: web, PDF, DOCX, spreadsheet annex, JSON. No record is read here."""
