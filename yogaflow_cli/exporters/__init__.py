"""The formats that practices are written in, one file each; what they write comes to them as values."""
