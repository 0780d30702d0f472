"""A profile on several machines: joining, a sync, what lost, and how it stands."""
