"""The documents: what each says, apart from how it is written."""
