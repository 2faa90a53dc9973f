"""One format a file; each turns reports into text and does no input or output."""
