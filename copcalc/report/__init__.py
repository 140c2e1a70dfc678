"""Reports: what a notebook records and shows, how notebooks become pages, and a batch of them."""
