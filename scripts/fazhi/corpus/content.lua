-- content: the text of a report between its title and its signature, which is what texts are
-- compared by; its places count in the body.

local row = require "fazhi.corpus.row"

local M, Corpus = {}, {}
M.methods = Corpus

--- The content of a report.
-- @return text, and its first byte in the body
function Corpus:content(id)
  local r = self.db:row("SELECT body, content_start, content_stop FROM report WHERE id = ?", row.report(self.db, id))
  return r.body:sub(r.content_start + 1, r.content_stop), r.content_start + 1
end

return M
