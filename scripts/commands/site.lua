-- site: the corpus as a folder of pages for a browser: an index, a page for each region and indicator, the text of
-- each report with its figures marked. Opened from a disk or put on any server; nothing is fetched from elsewhere.

local frame = require("fazhi.frame")
local message = require("fazhi.message")
local site = require("fazhi.site")

local function progress_of(context)
  return function(done, all, what) context.progress { done = done, all = all, what = what } end
end

return {
  name = "site", alias = { "网站", "站点" }, api = 1, category = "command", corpus = "read",
  summary = "Write the corpus as a folder of linked pages that open in any browser, offline.",
  summary_zh = "把语料库写成一个可离线浏览的网站文件夹。",
  arguments = {
    { name = "DIR", kind = "path", help = "a new or empty folder, or one written by this before",
      help_zh = "新的或空的文件夹，或先前由本命令写成的" },
  },
  outputs = {
    { name = "pages", kind = "integer", zh = "文件", en = "files" },
    { name = "regions", kind = "integer", zh = "地区", en = "regions" },
    { name = "indicators", kind = "integer", zh = "指标", en = "indicators" },
    { name = "reports", kind = "integer", zh = "报告", en = "reports" },
    { name = "bytes", kind = "integer", zh = "字节", en = "bytes" },
    { name = "seconds", kind = "number", digits = 1, zh = "秒", en = "seconds" },
  },
  caveats = {
    "The page of a region is about its latest report; `fazhi report` tells more, also doubts, shortcomings and plans.",
    "A folder that holds anything else is left as it is. The new site takes the old one's place when it is whole.",
  },
  caveats_zh = { "地区页以最近一份报告为准；疑点、问题和打算见 fazhi report。", "文件夹里有别的东西则不改动；新网站写完后才替换旧的。" },
  examples = { { run = "fazhi site examples/site --corpus examples/corpus.db", prints = "regions     7" } },
  run = function(args, corpus, context)
    local started = context.now()
    local told = site.write(corpus, args.dir, progress_of(context))
    context.progress()
    told.seconds = context.now() - started
    return frame.new({ rows = { told }, layout = "record", notes = { told.note,
      message.say("open {dir}/index.html in a browser", "请用浏览器打开 {dir}/index.html", { dir = args.dir }) } })
  end,
}
