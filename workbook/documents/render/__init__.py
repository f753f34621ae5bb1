"""One content, several writers: HTML, PDF, DOCX, ICS, plain text."""
