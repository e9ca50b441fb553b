-- phrasebook: phrases of one language in another, as a catalogue lists them: words that are put whole, and forms with
-- places for what varies.

local M = {}

--- A phrase in the other language; as it is where the catalogue has no words for it.
-- @param book { words = { [phrase] = translation }, forms = list of { pattern, replacement } }, of which the first
--   form that fits counts
function M.translated(book, phrase)
  if book.words[phrase] then return book.words[phrase] end
  for _, form in ipairs(book.forms) do
    local s, count = phrase:gsub(form[1], form[2])
    if count > 0 then return s end
  end
  return phrase
end

return M
