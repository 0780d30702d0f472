"""The strict grammars of what people type, and the cleaning of hostile text. Standard library only; no I/O."""
