"""The version of Dateline."""

VERSION = "0.1.0"
