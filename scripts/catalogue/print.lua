-- print: what printed pages carry beside their text: the forms of page numbers, the marks of
-- footnotes, and titles that a program gave to a file instead of its author. Patterns are Lua's, met by a
-- line without blanks whose dashes of all kinds are "-".

return {
  -- These can be nothing but a page number, even on a single page.
  page_numbers = {
    "^%-+(%d+)%-+$", "^第(%d+)页$", "^第(%d+)页[/,;(]?共%d+页%)?$", "^第(%d+)页，共%d+页$", "^第(%d+)页；共%d+页$",
    "^第(%d+)页（共%d+页）$", "^[Pp]age(%d+)$", "^[Pp]age(%d+)of%d+$",
    "^%a+:/[%w%p]*[^%d](%d+)/%d+$", -- the address of a page that a browser printed
  },

  -- What a browser prints over a page: the time of printing and the title of the page.
  headers = { "^%d%d?/%d%d?/%d%d,%d%d?:%d%d[AP]M", "^20%d%d/%d%d?/%d%d?%d%d:%d%d", "^20%d%d%-%d%d?%-%d%d?%d%d:%d%d" },

  -- A footnote under the text begins with one of these.
  footnotes = { "^%[%d+%]", "^〔%d+〕", "^%d+%s*[\xE4-\xE9]", "^%*", "^注%d*：", "^注%d*:", "^\xE2\x91[\xA0-\xBF]" },
  no_footnotes = { "^%d+%s*年", "^%d+%s*月", "^%d+%s*日" },

  -- Not what anybody called the document: names of files, of programs, and nothing.
  no_titles = {
    "^%s*$", "^[Uu]ntitled", "^无标题", "^文档%d*$", "^[Mm]icrosoft Word %- .*", "^WPS .*", "^Document%d*$", "^PowerPoint",
    "%.[Dd][Oo][Cc][Xx]?$", "%.[Ww][Pp][Ss]$", "%.[Hh][Tt][Mm][Ll]?$", "%.[Pp][Dd][Ff]$", "%.[Tt][Xx][Tt]$",
    "%.[Rr][Tt][Ff]$", "%.[Oo][Dd][Tt]$", "^[%w%s._:/\\%-]+$",
  },
}
