"""Pages of the report: writing, rereading, publishing, and the public pages."""
