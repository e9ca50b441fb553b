-- What is asked of the contents of a report as a whole; the contents themselves are entries in the catalogue
-- of their kind (rule_of_law/contents.lua).

return {
  kind = "rule_of_law",
  -- Text that ends in the middle, or has lost a part, proves nothing by what it does not have.
  incomplete = { "truncated", "omitted" },
}
