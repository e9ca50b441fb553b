-- What fazhi says to people, in Chinese and English: a text for every code and for every
-- phrase of the program itself. Both languages have the same keys and the same {places};
-- the codes are the same in both and never change their meaning.

local M = {}

-- Texts of scripts. For codes of the C core, whose message comes with the failure, `zh` has
-- {reason}; `todo` says what to do; `told` means that the core's English reason says it already.
M.texts = {
  E101 = { zh = "没有找到{what}", en = "nothing found for {what}" },
  E103 = { zh = "语料库中没有 {id}", en = "the corpus has no {id}" },
  E201 = { zh = "用法错误（{reason}）", en = "{reason}" },
  E202 = { zh = "没有“{word}”这个命令", en = "there is no verb “{word}”" },
  E203 = { zh = "没有“{word}”这个选项", en = "there is no option “{word}”" },
  E204 = { zh = "缺少参数 {name}", en = "the argument {name} is missing" },
  E205 = { zh = "没有“{word}”这个指标", en = "there is no indicator “{word}”" },
  E206 = { zh = "语料库里没有“{word}”这个地区", en = "the corpus has no region “{word}”" },
  E207 = { zh = "地区名称不明确（{reason}）", en = "{reason}" },
  E208 = { zh = "{name} 的值“{word}”不对，应为{want}", en = "{name} cannot be “{word}”: {want} is wanted" },
  E209 = { zh = "多余的参数“{word}”", en = "“{word}” is one argument too many" },
  E210 = { zh = "选项 {name} 后面缺少值", en = "the option {name} needs a value" },
  E211 = { zh = "不能输出“{word}”格式，可用：{choices}", en = "there is no format “{word}”; there are {choices}" },
  E212 = { zh = "结果中没有“{word}”这一列，可用：{choices}", en = "the result has no column “{word}”; it has {choices}" },
  E213 = { zh = "{what}还没有做好", en = "{what} is not there yet" },
  E214 = { zh = "选项 {name} 不带值", en = "the option {name} takes no value" },
  E215 = { zh = "SQL 有误（{reason}）", en = "{reason}" },
  E301 = { zh = "无法读取（{reason}）", en = "{reason}",
    todo_zh = "请检查路径和权限", todo_en = "check the path and its permissions" },
  E302 = { zh = "文件是空的（{reason}）", en = "{reason}" },
  E303 = { zh = "不是文本文件（{reason}）", en = "{reason}",
    todo_zh = "请先另存为文本", todo_en = "save it as text first", told = true },
  E304 = { zh = "编码无法识别（{reason}）", en = "{reason}",
    todo_zh = "可用 --encoding 指明编码", todo_en = "name the encoding with --encoding" },
  E305 = { zh = "文件太大（{reason}）", en = "{reason}" },
  E306 = { zh = "不是普通文件（{reason}）", en = "{reason}",
    todo_zh = "管道请用 - 读入", todo_en = "give - to read a pipe" },
  E307 = { zh = "无法写入（{reason}）", en = "cannot be written ({reason})" },
  E308 = { zh = "文件夹里没有可读的报告（.txt .md .text）", en = "no reports in this folder (.txt .md .text)",
    todo_zh = "其他格式请先另存为文本", todo_en = "save files of other formats as text first" },
  E310 = { zh = "没有可读入的文件", en = "there is nothing to read" },
  E401 = { zh = "不是 fazhi 语料库（{reason}）", en = "{reason}" },
  E402 = { zh = "语料库正被别的程序占用（{reason}）", en = "{reason}",
    todo_zh = "请稍后再试", todo_en = "try again when it is done", told = true },
  E403 = { zh = "语料库已损坏（{reason}）", en = "{reason}" },
  E404 = { zh = "语料库由更新版本的 fazhi 写成（{reason}）", en = "{reason}",
    todo_zh = "请升级 fazhi", todo_en = "use a newer fazhi", told = true },
  E405 = { zh = "没有这个语料库（{reason}）", en = "{reason}",
    todo_zh = "用 fazhi add 建立，或用 --corpus 指明", told = true,
    todo_en = "make one with fazhi add, or name one with --corpus" },
  E406 = { zh = "语料库不能写入（{reason}）", en = "{reason}" },
  E407 = { zh = "数据库报错（{reason}）", en = "{reason}" },
  E501 = { zh = "脚本头部有误：{reason}", en = "bad script header: {reason}" },
  E502 = { zh = "脚本或目录文件出错（{reason}）", en = "{reason}" },
  E503 = { zh = "找不到目录文件（{reason}）", en = "{reason}" },
  E504 = { zh = "脚本运行出错：{reason}", en = "the script failed: {reason}" },
  E505 = { zh = "脚本应返回表格，返回的却是 {reason}", en = "the script must return a frame, not {reason}" },
  E701 = { zh = "内存不足（{reason}）", en = "{reason}" },
  E702 = { zh = "fazhi 内部错误（{reason}）", en = "a fault in fazhi: {reason}" },
  E703 = { zh = "fazhi 内部错误：{reason}", en = "a fault in fazhi: {reason}" },
  see_regions = { zh = "地区见 fazhi list", en = "fazhi list shows the regions" },
  nearest = { zh = "是不是“{word}”？", en = "did you mean “{word}”?" },
  see_help = { zh = "用法见 fazhi help {name}", en = "see fazhi help {name}" },
  see_verbs = { zh = "全部命令见 fazhi help", en = "fazhi help lists the verbs" },
  see_indicators = { zh = "全部指标见 fazhi indicators", en = "fazhi indicators lists them" },
  usage = { zh = "用法", en = "usage" },
  options = { zh = "选项", en = "options" },
  arguments = { zh = "参数", en = "arguments" },
  commands = { zh = "命令", en = "verbs" },
  analyses = { zh = "分析", en = "analyses" },
  no_prompt = { zh = "交互提示符还没有做好", en = "the interactive prompt is not there yet" },
  columns = { zh = "列", en = "columns" },
  method = { zh = "方法", en = "method" },
  needs = { zh = "数据要求", en = "needs" },
  caveats = { zh = "注意", en = "caveats" },
  examples = { zh = "例", en = "examples" },
  alias = { zh = "又名", en = "also called" },
  global_options = { zh = "各命令通用的选项", en = "options of every verb" },
  added = {
    zh = "新增 {new}，相同 {same}，更新 {updated}，失败 {failed}，用时 {time} 秒",
    en = "{new} new, {same} same, {updated} updated, {failed} failed in {time} s",
  },
  added_dry = {
    zh = "试运行，未写入：可读 {new}，失败 {failed}，用时 {time} 秒",
    en = "dry run, nothing stored: {new} can be read, {failed} failed in {time} s",
  },
  skipped = { zh = "跳过 {count} 个其他类型的文件（{endings}）", en = "{count} files of other kinds skipped ({endings})" },
  interrupted = { zh = "已中断；已入库的保留",
    en = "interrupted; what is stored stays" },
  retry = { zh = "改好后再运行同一命令即可，已入库的不会重复", en = "mend them and run the same again; what is stored is not doubled" },
  not_reported = { zh = "未报告", en = "not reported" },
  want_integer = { zh = "整数", en = "a whole number" },
  want_number = { zh = "数", en = "a number" },
  want_year = { zh = "年度，如 2020 或 2018-2024", en = "a year as 2020 or 2018-2024" },
  want_level = { zh = "province、prefecture、county 或 township", en = "province, prefecture, county or township" },
  want_choice = { zh = "{choices} 之一", en = "one of {choices}" },
  want_flag = { zh = "true 或 false", en = "true or false" },
  want_text = { zh = "文字", en = "text" },
}

local language = nil

local function language_of_locale()
  for _, name in ipairs({ "LC_ALL", "LC_MESSAGES", "LANG" }) do
    local value = os.getenv(name)
    if value and value ~= "" then return value:match("^zh") and "zh" or "en" end
  end
  return "en"
end

--- The language in force, "zh" or "en": what was set, else what the locale says.
function M.language()
  language = language or language_of_locale()
  return language
end

--- Sets the language, "zh" or "en"; nil goes back to the locale's.
function M.set_language(name)
  language = name
end

--- Chooses between two texts of a script: the Chinese one if the language is Chinese and
--- there is one, else the English one.
function M.choose(en, zh)
  if M.language() == "zh" then return zh or en end
  return en or zh
end

local function fill(template, values)
  return (template:gsub("{(%w+)}", function(name)
    local value = values and values[name]
    return value ~= nil and tostring(value) or "?"
  end))
end

--- The text of a key or code in the language in force, with its {places} filled.
function M.text(key, values)
  local entry = M.texts[key] or error("no message " .. tostring(key), 2)
  return fill(M.choose(entry.en, entry.zh), values)
end

--- nil, message, code: what a function of ours returns when it fails. `more` (optional) is
--- appended after a semicolon, for what to do.
function M.fail(code, values, more)
  local text = M.text(code, values)
  if more then text = text .. M.choose("; ", "；") .. more end
  return nil, text, code
end

local function todo_of(entry)
  if not entry then return nil end
  if M.language() == "zh" then return entry.todo_zh end
  return not entry.told and entry.todo_en or nil
end

-- A message of the core is English and without what to do; ours are complete already. The
-- two are told apart by the entry: only those of the core say nothing in English but the reason.
local function complete(code, text)
  local entry = M.texts[code]
  if not entry or entry.en ~= "{reason}" then return text end
  if M.language() == "zh" and text ~= "" then text = fill(entry.zh, { reason = text }) end
  local todo = todo_of(entry)
  return todo and text .. M.choose("; ", "；") .. todo or text
end

--- A message with the path it is about before it, unless it begins with it.
function M.at_path(text, path)
  text = tostring(text)
  return text:sub(1, #path) == path and text or path .. ": " .. text
end

--- The one line that tells a failure: "E301: PATH: reason; what to do". `path` may be nil.
function M.line(code, text, path)
  text = complete(code, tostring(text))
  if path then text = M.at_path(text, path) end
  return (code and code .. ": " or "") .. text
end

--- The exit status that a code stands for: its first digit.
function M.status(code)
  return tonumber(tostring(code):match("^E(%d)") or 7)
end

return M
