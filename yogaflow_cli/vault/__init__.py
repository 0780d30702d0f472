"""Tokens: where they come from, where they are kept, and how one is proven."""
