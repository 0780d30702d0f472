"""The SQL of each migration, one file a migration; what was released is never changed."""
