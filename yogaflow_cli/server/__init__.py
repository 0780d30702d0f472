"""The practice-session API: the HTTP face over the same services and the same database. Sole home of fastapi."""
