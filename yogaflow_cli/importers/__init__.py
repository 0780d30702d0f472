"""The formats that practices are read from, one file each; they make values of text and store nothing."""
