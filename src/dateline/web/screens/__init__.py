"""The screens, one module each: what is asked of the project, and what the template shows."""
