"""What each document says; how it is written stands in `render`."""
