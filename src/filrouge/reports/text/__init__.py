"""From Markdown and figures to a document: parsing, placeholders, blocks."""
