"""PostgreSQL that is told what the work at hand may see: the database engine of Filrouge."""
