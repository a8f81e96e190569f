"""What is kept: a project folder, and the folder that a run of coding writes."""
