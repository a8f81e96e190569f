"""4. link: claims of many reports put together into events."""
