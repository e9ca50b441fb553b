-- Files that are not text, and where they were: what is known of a source beside its bytes.
-- A comment behind a column that is added later stands in /* */, so that it ends with the column.

ALTER TABLE source ADD COLUMN url TEXT /* web address it was saved from, if known */;
ALTER TABLE source ADD COLUMN locators TEXT /* for formats without bytes to lead to: lines of a byte of the rendition and a place, l3.12 line 12 of page 3, p27 paragraph, c2.3.1 table, row, cell, n2 footnote */;
ALTER TABLE source ADD COLUMN notes TEXT CHECK (notes IS NULL OR json_valid(notes)) /* JSON list: what was noticed while it was read */;
