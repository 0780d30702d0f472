"""How answers read: plain sentences, and tables and pages for those who look. The sole home of rich."""
