"""What the page of a drawn half says."""
