"""Claims as marks on the text of their report, in the forms that annotation tools read."""
