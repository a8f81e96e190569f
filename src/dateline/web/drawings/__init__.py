"""Pictures that the server draws: numbers in, SVG coordinates out; the templates print them."""
