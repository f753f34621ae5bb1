"""Pieces that several papers are built from, each said once."""
