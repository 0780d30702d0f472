"""The secret under which a profile's access tickets are sealed."""

# Without one, as in a row that another hand wrote, no ticket proves anybody.
TICKET_SECRET = "ALTER TABLE profiles ADD COLUMN ticket_secret TEXT CHECK (length(ticket_secret) = 64)"
