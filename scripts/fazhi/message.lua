-- What fazhi says to people, in Chinese and English: a text for every code and for every
-- phrase of the program itself. Both languages have the same keys and the same {places};
-- the codes are the same in both and never change their meaning.

local M = {}

-- Texts of scripts. For codes of the C core, whose message comes with the failure, `zh` has
-- {reason}; `todo` says what to do; `told` means that the core's English reason says it already,
-- `has_own` by which signs a reason is known that says it itself.
M.texts = {
  E101 = { zh = "没有找到{what}", en = "nothing found for {what}" },
  other_id = { zh = "{id} 是{what}，这里应为{want}编号，如 {letter}4；见 fazhi {verb}",
    en = "{id} is {what}, and {want} such as {letter}4 is wanted; see fazhi {verb}" },
  no_id = { zh = "语料库中没有 {id}；编号如 {letter}4", en = "the corpus has no {id}; ids look like {letter}4" },
  id_r = { zh = "报告", en = "a report" },
  id_o = { zh = "观测值", en = "an observation" },
  id_f = { zh = "数字", en = "a figure" },
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
  E216 = { zh = "路径格式“{pattern}”里没有“{word}”这个字段；可用 province、city、county、region、year、issuer、kind、*",
    en = "the path pattern “{pattern}” has no field “{word}”; there are province, city, county, region, year, issuer, "
      .. "kind and *" },
  E217 = { zh = "{path} 里没有 path（文件）一列，只有：{columns}",
    en = "{path} has no column path; it has {columns}" },
  E218 = { zh = "“{word}”不是 字段=值；可更正的字段：{fields}",
    en = "“{word}” is not field=value; fields that can be corrected: {fields}" },
  E219 = { zh = "{path} 缺少{word}一列，只有：{columns}", en = "{path} has no column {word}; it has {columns}" },
  E220 = { zh = "{path} 里没有“{word}”这一列，可用：{columns}", en = "{path} has no column “{word}”; it has {columns}" },
  E221 = { zh = "Excel 一张表最多 {limit} {what}，这里有 {count}；请存为 .csv",
    en = "a sheet of Excel holds {limit} {what} at most, here are {count}; save it as .csv" },
  E222 = { zh = "{format} 不能显示在终端上；请用 -o 文件.{format} 保存，或写作 > 文件.{format}",
    en = "{format} is not for a terminal; save it with -o FILE.{format}, or send it to a file with > FILE.{format}" },
  E223 = { zh = "{reason}", en = "{reason}" },
  E241 = { zh = "扩展名是 {ending} 格式，--format 却是 {format}；请去掉 --format，或换个扩展名",
    en = "its ending means {ending}, but --format says {format}; leave --format out, or give it another ending" },
  E242 = { zh = "这个结果没有图；哪些命令有图，见 fazhi help 名称", en = "there is no chart of this result; "
    .. "fazhi help VERB says whether a verb has one" },
  E243 = { zh = "--chart 把图画在表格下面，{format} 里放不下；图可存为 -o 文件.svg、.png 或 .html",
    en = "--chart draws under a table, and {format} has no room for it; save it with -o FILE.svg, .png or .html" },
  E245 = { zh = "{path} 不是空文件夹，也不是 fazhi site 写的，没有改动；请换一个文件夹", en = "{path} is neither empty nor a site "
    .. "of fazhi, and was left as it is; name another folder" },
  E244 = { zh = "已有 {path}，没有改动；请用 -o 指定文件名", en = "{path} is there already and was left as it is; "
    .. "name another file with -o" },
  page_written = { zh = "页面已写入 {path}，请用浏览器打开", en = "the page is in {path}; open it in a browser" },
  E224 = { zh = "已有这个文件，没有改动：{path}；fazhi edit 可打开它", en = "{path} is there already and was left as it is; "
    .. "fazhi edit opens it" },
  E225 = { zh = "没有家目录（HOME、XDG_CONFIG_HOME 都没有设），不知道写到哪里",
    en = "there is no folder of your own to write to: neither HOME nor XDG_CONFIG_HOME is set" },
  E226 = { zh = "“{word}”是自带的；改它用 fazhi edit {word}，否则请换个名字",
    en = "“{word}” is bundled; fazhi edit {word} copies it to change it, or take another name" },
  E227 = { zh = "没有“{word}”这个文件；命令写名称，其他写文件夹和名称，如 catalogue/units",
    en = "there is no file “{word}”; a verb is named as it is, other files with their folder, as catalogue/units" },
  E301 = { zh = "无法读取（{reason}）", en = "{reason}",
    todo_zh = "请检查路径和权限", todo_en = "check the path and its permissions" },
  E302 = { zh = "文件是空的（{reason}）", en = "{reason}" },
  E303 = { zh = "不是能读的文件（{reason}）", en = "{reason}",
    todo_zh = "请先另存为文本", todo_en = "save it as text first", told = true },
  E304 = { zh = "编码无法识别（{reason}）", en = "{reason}",
    todo_zh = "可用 --encoding 指明编码", todo_en = "name the encoding with --encoding" },
  E305 = { zh = "文件太大（{reason}）", en = "{reason}" },
  E306 = { zh = "不是普通文件（{reason}）", en = "{reason}",
    todo_zh = "管道请用 - 读入", todo_en = "give - to read a pipe" },
  E307 = { zh = "无法写入（{reason}）", en = "cannot be written ({reason})" },
  E308 = { zh = "文件夹里没有可读的文件（{endings}）", en = "no files in this folder that can be read ({endings})" },
  E311 = { zh = "文件已损坏（{reason}）", en = "{reason}" },
  E312 = { zh = "文件有密码保护（{reason}）", en = "{reason}",
    todo_zh = "请先去掉密码", todo_en = "save it without the password first", told = true },
  E313 = { zh = "文件里没有文字（{reason}）", en = "{reason}" },
  E314 = { zh = "为安全起见不予读取（{reason}）", en = "{reason}", has_own = { "; ", "；" },
    todo_zh = "如是可信的文件，请打开后拆开或另存为文本",
    todo_en = "if you trust the file, open it and split it or save it as text" },
  E315 = { zh = "没有可读的内容（{reason}）", en = "{reason}" },
  E316 = { zh = "{path} 里不止一份文件，请指明一份，如 {path}#名称", en = "{path} holds several documents; "
    .. "name one as {path}#NAME, or give it to fazhi add" },
  E317 = { zh = "转换程序失败（{reason}）", en = "{reason}",
    todo_zh = "可另存为文本；FAZHI_HELPER_SECONDS 可放宽时限",
    todo_en = "save it as text, or set FAZHI_HELPER_SECONDS to give it more time" },
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
  E502 = { zh = "脚本或目录文件有误：{reason}", en = "{reason}" },
  E503 = { zh = "找不到目录文件（{reason}）", en = "{reason}" },
  E504 = { zh = "脚本运行出错：{reason}", en = "the script failed: {reason}" },
  E505 = { zh = "脚本应返回表格，返回的却是 {reason}", en = "the script must return a frame, not {reason}" },
  E509 = { zh = "图有误：{reason}", en = "a chart is wrong: {reason}" },
  E506 = { zh = "安全模式下不允许 {what}", en = "safe mode does not allow {what}" },
  E507 = { zh = "安全模式：脚本超过{limit}的上限；可用 {variable} 放宽",
    en = "safe mode: the script went over {limit}; {variable} allows more" },
  E508 = { zh = "安全模式：脚本用尽了{what}", en = "safe mode: the script used up {what}" },
  safe_stack = { zh = "C 的栈", en = "the stack of C" },
  safe_memory = { zh = "内存 {count} MB ", en = "{count} MB of memory" },
  safe_steps = { zh = " {count} 百万条指令", en = "{count} million instructions" },
  safe_seconds = { zh = "处理器时间 {count} 秒", en = "{count} seconds of the processor" },
  E601 = { zh = "缺少所需的程序（{reason}）", en = "{reason}" },
  E602 = { zh = "缺少所需的数据（{reason}）", en = "{reason}" },
  E701 = { zh = "内存不足（{reason}）", en = "{reason}" },
  E702 = { zh = "fazhi 内部错误（{reason}）", en = "a fault in fazhi: {reason}" },
  E703 = { zh = "fazhi 内部错误：{reason}", en = "a fault in fazhi: {reason}" },
  parcel_foreign = { zh = "不是 fazhi extract 写的一行（JSON 对象，有 fazhi 一项）；请检查是否给错了文件",
    en = "not a line that fazhi extract wrote (a JSON object with the key fazhi); see that it is the right file" },
  parcel_version = { zh = "这一行由更新版本的 fazhi 写成（格式 {version}）；请更新 fazhi",
    en = "the line was written by a newer fazhi (shape {version}); update fazhi" },
  parcel_lacks = { zh = "这一行缺少 {place}；请用 fazhi extract 重新抽取", en = "the line has no {place}; extract the file anew" },
  parcel_wrong = { zh = "这一行的 {place} 不对；请用 fazhi extract 重新抽取",
    en = "{place} of the line cannot be right; extract the file anew" },
  merged_self = { zh = "{path} 正是要写入的语料库；请用 -c 另指一个", en = "{path} is the corpus to be written; name another with -c" },
  loaded_stale = { zh = "{count} 份报告是用别的指标目录抽取的；运行 fazhi observe 按现在的目录重新抽取",
    en = "{count} reports were read with another catalogue; fazhi observe reads them with the present one" },
  excel_rows = { zh = "行", en = "rows" },
  excel_columns = { zh = "列", en = "columns" },
  cell_cut = { zh = "…【Excel 单元格已满，原文共 {count} 字】", en = "… [cut to fit the cell: {count} characters in all]" },
  cells_cut = { zh = "“{column}”一列有 {count} 格超过 Excel 的上限 {limit} 字，已截断并注明；全文请存为 .csv",
    en = "{count} cells of “{column}” were longer than the {limit} characters of Excel; they are cut and say so, "
      .. "a .csv holds them whole" },
  guarded = { zh = "有 {count} 格文字以 =、+、-、@ 等开头，前面加了 '，以免表格软件当作公式运行；不加请用管道（-f csv > 文件）",
    en = "{count} texts begin with =, +, -, @ or the like and were given a ' so that no spreadsheet runs them; "
      .. "a pipe (-f csv > FILE) gives them as they are" },
  provenance_command = { zh = "命令", en = "command" },
  provenance_time = { zh = "时间（UTC）", en = "time (UTC)" },
  provenance_version = { zh = "程序", en = "program" },
  provenance_script = { zh = "脚本", en = "script" },
  provenance_in_corpus = { zh = "语料库", en = "corpus" },
  provenance_corpus = { zh = "{path}，{bytes} 字节，{reports} 份报告", en = "{path}, {bytes} bytes, {reports} reports" },
  provenance_run = { zh = "日志编号（fazhi log show）", en = "run (fazhi log show)" },
  provenance_catalogue = { zh = "指标目录", en = "catalogue" },
  provenance_input = { zh = "输入", en = "input" },
  provenance_rows = { zh = "行数", en = "rows" },
  provenance_note = { zh = "附注", en = "note" },
  provenance_column = { zh = "列“{label}”", en = "column “{label}”" },
  run_missing = { zh = "没有记入语料库的日志（{reason}）", en = "not in the log of the corpus ({reason})" },
  sheet_data = { zh = "数据", en = "data" },
  audit_drawn = { zh = "从 {total} 个中抽取 {count} 个；用 --seed {seed} 可再次抽到同样的",
    en = "{count} of {total} drawn; --seed {seed} draws the same again" },
  audit_strata = { zh = "按 {by} 分为 {count} 层，按比例抽取；有 {empty} 层太小，没有抽到",
    en = "{count} strata by {by}, in proportion to their sizes; {empty} are too small to have any" },
  audit_fill = { zh = "在“对错”（right）一列填 1 或 0，存盘后运行 fazhi audit --read 文件",
    en = "fill in 1 or 0 in the column right, save it, and run fazhi audit --read FILE" },
  audit_interval = { zh = "准确率＝对÷（对＋错），区间为 Wilson 95% 区间",
    en = "precision is right / (right + wrong), low and high Wilson's 95 % interval" },
  audit_left = { zh = "未查 {empty} 个、不确定 {unsure} 个，未计入", en = "{empty} not checked and {unsure} unsure do not count" },
  audit_twice = { zh = "{id} 已在第 {line} 行，未计；请删去一行", en = "{id} stands in line {line} already; remove one of them" },
  audit_word = { zh = "“{word}”看不懂，未计；{column} 一列可填：{choices}；未查的留空",
    en = "“{word}” in the column {column} is not understood; write one of {choices}, "
      .. "or nothing if it was not checked" },
  sheet_codebook = { zh = "编码簿", en = "codebook" },
  sheet_evidence = { zh = "依据", en = "evidence" },
  sheet_provenance = { zh = "来源", en = "provenance" },
  see_regions = { zh = "地区见 fazhi list", en = "fazhi list shows the regions" },
  nearest = { zh = "是不是“{word}”？", en = "did you mean “{word}”?" },
  see_help = { zh = "用法见 fazhi help {name}", en = "see fazhi help {name}" },
  program_summary = { zh = "把法治政府建设年度报告变成可以比较的数据",
    en = "turn governments' annual reports into data that can be compared" },
  program_status = {
    zh = "0 完成；1 完成，但没有找到或检验未通过；2 用法错误；3 有输入读不了，其余已存；4 语料库被占用、损坏或版本太新；5 脚本出错；"
      .. "6 缺少辅助程序；7 fazhi 自身的错误；130 已中断",
    en = "0 done; 1 done, and the answer is no (nothing found, a check failed); 2 wrong use; 3 some input could not be "
      .. "read, the rest is stored; 4 corpus locked, damaged or newer; 5 script error; 6 a helper program is missing; "
      .. "7 a fault in fazhi; 130 interrupted" },
  see_usage = { zh = "用法：{usage}", en = "usage: {usage}" },
  see_verbs = { zh = "全部命令见 fazhi help", en = "fazhi help lists the verbs" },
  see_indicators = { zh = "全部指标见 fazhi indicators", en = "fazhi indicators lists them" },
  usage = { zh = "用法", en = "usage" },
  options = { zh = "选项", en = "options" },
  arguments = { zh = "参数", en = "arguments" },
  commands = { zh = "命令", en = "verbs" },
  analyses = { zh = "分析", en = "analyses" },
  columns = { zh = "列", en = "columns" },
  method = { zh = "方法", en = "method" },
  charts = { zh = "图", en = "chart" },
  charts_how = { zh = "{kinds}；--chart 画在表下，-o 文件.svg、.png 或 .html 存图",
    en = "{kinds}; --chart draws it under the table, -o FILE.svg, .png or .html saves it" },
  needs = { zh = "数据要求", en = "needs" },
  caveats = { zh = "注意", en = "caveats" },
  examples = { zh = "例", en = "examples" },
  alias = { zh = "又名", en = "also called" },
  demo_corpus = { zh = "examples/corpus.db 由 make demo 在源码目录里做成；不写 --corpus 则用自己的 fazhi.db",
    en = "make demo makes examples/corpus.db in the folder of the source; without --corpus it is your own fazhi.db" },
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
  at_line = { zh = "第{a}页第{b}行", en = "page {a}, line {b}" },
  at_paragraph = { zh = "第{a}段", en = "paragraph {a}" },
  at_cell = { zh = "表{a}第{b}行第{c}格", en = "table {a}, row {b}, cell {c}" },
  at_footnote = { zh = "脚注{a}", en = "footnote {a}" },
  at_text_box = { zh = "文本框{a}", en = "text box {a}" },
  docx_encrypted = { zh = "加密的 Office 文档", en = "an encrypted office document: it needs a password" },
  docx_is_doc = { zh = "旧版 Word 文件，扩展名应为 .doc；请改名", en = "an old Word file; name it .doc" },
  docx_other = { zh = "{name} 文件，尚不支持；请另存为 .csv 或 .docx",
    en = "a file of {name}, which is not read; save it as .csv or .docx" },
  docx_no_document = { zh = "不是 Word 文档：里面没有正文", en = "no Word document: the part with the text is missing" },
  docx_pictures = { zh = "只有图片，可能是扫描件；请先做文字识别",
    en = "pictures, but no text: scanned? recognize the characters first" },
  docx_empty = { zh = "Word 文档里没有文字", en = "a Word document without text" },
  docx_embedded = { zh = "文档里嵌有另一份文档，没有读取；请在 Word 中打开后另存",
    en = "another document is embedded in it and was not read; open it in Word and save it" },
  gnuplot_missing = { zh = "画 PNG 需要 gnuplot，请安装 gnuplot-nox（apt install gnuplot-nox），或存为 .svg",
    en = "PNG is drawn by gnuplot: install gnuplot-nox (apt install gnuplot-nox), or save it as .svg" },
  echarts_missing = { zh = "没有装上 ECharts，网页里的图是静态的；请在源码目录运行 make web（需要 npm）",
    en = "ECharts was not built in, so that charts of web pages are still; run make web in the source (it needs npm)" },
  fonts_missing = { zh = "没有找到中文字体，图中的汉字可能成了方框；请安装 fonts-noto-cjk（apt install fonts-noto-cjk）",
    en = "no font with Chinese was found, so that characters may be boxes; install fonts-noto-cjk "
      .. "(apt install fonts-noto-cjk)" },
  pdf_missing = { zh = "读 PDF 需要 pdftotext，请安装 poppler-utils（apt install poppler-utils）",
    en = "PDF files are read by pdftotext: install poppler-utils (apt install poppler-utils)" },
  pdf_tables = { zh = "读中文 PDF 需要 poppler-data，请安装（apt install poppler-data）",
    en = "pdftotext lacks the tables of Chinese fonts: install poppler-data (apt install poppler-data)" },
  pdf_encrypted = { zh = "PDF 已加密，需要密码", en = "the PDF is encrypted and needs a password" },
  pdf_damaged = { zh = "PDF 读不出来：{reason}", en = "the PDF is damaged: {reason}" },
  pdf_no_page = { zh = "没有完整的一页", en = "it has no whole page" },
  pdf_scanned = { zh = "共 {pages} 页，一个字也没有：可能是扫描件，请先做文字识别（OCR）",
    en = "no text on its {pages} pages: scanned? recognize the text first (OCR)" },
  pdf_repaired = { zh = "PDF 有 {count} 处损坏，文字可能不全（{reason}）",
    en = "{count} damaged places in the PDF, something may be missing ({reason})" },
  print_empty = { zh = "第 {pages} 页没有文字：可能是扫描件", en = "no text on page {pages}: scanned?" },
  print_turned = { zh = "第 {pages} 页有转了方向的文字，次序请核对",
    en = "turned text on page {pages}: check the order of its lines" },
  print_columns = { zh = "第 {pages} 页可能分栏，仍按整行读，次序请核对",
    en = "page {pages} may have columns, read across: check the order of its lines" },
  print_left_out = { zh = "已略去：{list}", en = "left out: {list}" },
  print_marks = { zh = "正文里的 {count} 个脚注号未收入", en = "{count} marks of footnotes left out of the text" },
  print_header = { zh = "页眉 {count} 处", en = "{count} × header" },
  print_footer = { zh = "页脚 {count} 处", en = "{count} × footer" },
  print_page_number = { zh = "页码 {count} 处", en = "{count} × page number" },
  print_watermark = { zh = "水印 {count} 处", en = "{count} × watermark" },
  office_missing = { zh = "读 {name} 文件需要 LibreOffice，请安装（apt install libreoffice-writer-nogui），或另存为 .docx",
    en = "{name} files are read by LibreOffice: install it (apt install libreoffice-writer-nogui), or save as .docx" },
  office_encrypted = { zh = "文件已加密，需要密码", en = "the document is encrypted and needs a password" },
  office_unreadable = { zh = "LibreOffice 打不开这个文件：{reason}", en = "LibreOffice cannot open it: {reason}" },
  office_other = { zh = "{name} 文件，尚不支持；请另存为 .csv 或 .docx",
    en = "a file of {name}, which is not read; save it as .csv or .docx" },
  part_left_out = { zh = "{name} 读不出来，未采用（{reason}）", en = "{name} cannot be read and was left out ({reason})" },
  struck_left_out = { zh = "删去（划线）的文字 {count} 处未收入：{words}", en = "{count} struck pieces left out: {words}" },
  hidden_left_out = { zh = "网页上不显示的文字 {count} 行未收入：{words}",
    en = "{count} lines that the page hides left out: {words}" },
  aside_left_out = { zh = "正文旁边的栏目 {count} 行未收入：{words}",
    en = "{count} lines of a column beside the text left out: {words}" },
  table_without_unit = { zh = "{tables} 个表格里有 {count} 个数没有单位，未作为数据",
    en = "{count} numbers without a unit in {tables} table(s): they are read as no figures" },
  unread_numbers = { zh = "{count} 个数字读不准，未采用：{words}", en = "numbers that could not be read: {count} ({words})" },
  double_encoded = { zh = "文字乱码（UTF-8 曾按 GBK 读取并另存），数字未采用；请找原文件",
    en = "garbled: UTF-8 that was read as GBK and saved; no figure is read from it, look for the original" },
  no_report = { zh = "里面没有报告？只有 {count} 字、{sentences} 句",
    en = "no report in it? {count} characters, {sentences} sentences" },
  unsure_encoding = {
    zh = "按 {encoding} 读取（把握 {share}），也可能是 {other}（{rest}）；可用 --encoding 指明",
    en = "read as {encoding} ({share}), could be {other} ({rest}); name it with --encoding",
  },
  mixed_encoding = { zh = "编码不止一种，逐行读取（{encoding}）", en = "more than one encoding, read line by line ({encoding})" },
  too_deep = { zh = "压缩包套压缩包超过 {depth} 层；请先解开外层", en = "archives in archives, " ..
    "more than {depth} deep; unpack the outer ones" },
  no_columns = { zh = "这条记录是空的", en = "the record is empty" },
  no_such_column = { zh = "没有“{column}”这一列，或者该列为空；有：{columns}",
    en = "no column “{column}”, or nothing in it; there are {columns}" },
  no_text_column = { zh = "看不出正文在哪一列，请用 --text-column 指明；有：{columns}",
    en = "no column known to hold a text; name one with --text-column, there are {columns}" },
  more_without_text = { zh = "同样的列，另有 {count} 条记录没有正文", en = "{count} more records with these columns have no text" },
  leads_out = { zh = "文件名指向压缩包之外", en = "its name leads out of the archive; rename it and pack it again" },
  unpacks_too_far = { zh = "解开后超过 {limit}，余下的不再读取；请分开打包",
    en = "it unpacks to more than {limit}, the rest is not read; pack it in parts" },
  too_many_members = { zh = "内含文件超过 {count} 个；请分开打包", en = "it has more than {count} members; pack it in parts" },
  too_large = { zh = "超过 {limit} 字节的上限", en = "larger than the limit of {limit} bytes" },
  text_too_large = { zh = "文字超过 {limit} MB，不会是一份报告；请按报告拆开",
    en = "more than {limit} MB of text, which is no report; split it into its reports" },
  office_file = { zh = "{kind} 文件；请先另存为 csv、docx 或 pdf", en = "a file of {kind}; save it as csv, docx or pdf first" },
  not_warc = { zh = "不是 WARC 记录", en = "not a WARC record" },
  warc_cut_off = { zh = "最后一条记录不完整", en = "the record is cut off" },
  warc_header = { zh = "记录头过长", en = "the header of the record has no end" },
  warc_length = { zh = "记录没有长度", en = "the record does not say how long it is" },
  not_http = { zh = "记录里不是 HTTP 应答", en = "there is no HTTP answer in the record" },
  content_encoding = { zh = "网页以 {name} 压缩，不能读取；抓取时请求 gzip 即可",
    en = "packed as {name}, which is not read; let the crawler ask for gzip" },
  crawler_cut_off = { zh = "抓取时被截断（{reason}）", en = "the crawler cut it off ({reason})" },
  member_gone = { zh = "里面没有这一份", en = "no such member in it" },
  member_moved = { zh = "同样的内容现在是 {path}", en = "the same bytes are now {path}" },
  changed_since = { zh = "读入之后已有改动（SHA-256 原为 {was}…，现为 {now}…）；fazhi add 可重新读入",
    en = "changed since it was read (SHA-256 was {was}…, is {now}…); fazhi add reads it again" },
  behind_left_out = { zh = "报告之后有 {count} 字没有算入，开头是“{words}”；见 fazhi show 编号 --left-out",
    en = "{count} characters behind the report were left out, beginning “{words}”; see fazhi show ID --left-out" },
  counted_file = { zh = "文件", en = "the file" },
  counted_member = { zh = "所含的文件", en = "the member" },
  nothing_inside = { zh = "里面没有能读的文件", en = "nothing in it can be read" },
  may_be = { zh = "“{word}”可能是：{choices}", en = "{word} may be any of: {choices}" },
  level_above = { zh = "{region}（{code}）是 {own}，不能是 {level}",
    en = "{region} ({code}) is a {own}, not a {level}" },
  no_place = { zh = "没有“{word}”这个地区", en = "there is no place called {word}" },
  own_places = { zh = "自己的地区用 --regions 文件 给出一次即可",
    en = "give places of your own once with --regions FILE" },
  unplaced = { zh = "有 {count} 份报告没有读出地区：{paths}；原因见 fazhi meta，自己的地区用 --regions 文件 给出",
    en = "{count} reports got no region: {paths}; fazhi meta tells why, places of your own come with --regions FILE" },
  manifest_twice = { zh = "清单第 {a} 行和第 {b} 行都像是这个文件，未采用",
    en = "rows {a} and {b} of the manifest fit this file equally; neither was used" },
  manifest_several = { zh = "清单第 {line} 行既像 {a} 又像 {b}，未采用；请写上文件夹",
    en = "row {line} of the manifest fits several files, {a} and {b}, and was used for none; write the folder too" },
  manifest_taken = { zh = "清单第 {line} 行也像这个文件，但已用于 {path}；请写上文件夹",
    en = "row {line} of the manifest fits several files and was used for {path} only; write the folder too" },
  manifest_unused = { zh = "清单里有 {count} 行没有用于任何文件：{paths}",
    en = "{count} rows of the manifest were used for no file: {paths}" },
  pattern_misses = { zh = "有 {count} 个文件的路径不合 --meta 的格式，如 {path}",
    en = "the paths of {count} files do not fit the --meta pattern, such as {path}" },
  asserted = { zh = "{field} 按{from}为 {value}，文件里读到的是 {read}",
    en = "{field} is {value} by {from}; the file says {read}" },
  corrected = { zh = "{id} 更正 {count} 项", en = "{id}: {count} fields corrected" },
  uncorrected = { zh = "{id} 撤销更正 {count} 项", en = "{id}: {count} corrections taken back" },
  imported = { zh = "更正 {changed} 份，未变 {same} 份，库中没有 {unknown} 份，有误 {failed} 份",
    en = "{changed} corrected, {same} as before, {unknown} not in the corpus, {failed} wrong" },
  more_strangers = { zh = "{path}：另有 {count} 行在库中没有对应的报告",
    en = "{path}: {count} more rows mean no report of the corpus" },
  exported = { zh = "{count} 份报告写入 {path}", en = "{count} reports written to {path}" },
  retry = { zh = "改好后再运行同一命令即可，已入库的不会重复", en = "mend them and run the same again; what is stored is not doubled" },
  stale = { zh = "有 {count} 份报告是用另一版指标目录抽取的；请运行 fazhi observe",
    en = "{count} reports were observed with another catalogue; run fazhi observe" },
  broken_catalogue = { zh = "指标目录有误，不知数据是否最新（{reason}）；见 fazhi indicators test",
    en = "the catalogue is broken, so the data may be out of date ({reason}); see fazhi indicators test" },
  mend_catalogue = { zh = "请改好文件，再运行 fazhi indicators test；写得对的例子见 fazhi indicators show review_accepted",
    en = "mend the file and run fazhi indicators test again; "
      .. "fazhi indicators show review_accepted shows one that works" },
  not_reported = { zh = "未报告", en = "not reported" },
  without_report = { zh = "无报告", en = "no report" },
  join_ways = { zh = "join 没有“{word}”这种方式，可用：left inner full anti",
    en = "there is no join “{word}”; there are left inner full anti" },
  pivot_doubles = { zh = "有 {count} 个格子不止一个数值，只显示第一个", en = "{count} cells had several values; the first is shown" },
  trial_no_luacheck = { zh = "没有安装 luacheck（apt install lua-check）",
    en = "luacheck is not installed (apt install lua-check)" },
  trial_no_corpus = { zh = "没有示例语料库；可用 -c 指定一个", en = "there is no corpus of examples; name one with -c" },
  trial_no_example = { zh = "头部没有示例（examples）", en = "the header has no examples" },
  trial_no_test = { zh = "没有检验（tests）", en = "it carries no tests" },
  trial_status = { zh = "退出码是 {status}，应为 {wanted}", en = "it ended with status {status}, {wanted} is wanted" },
  trial_prints = { zh = "输出里没有“{prints}”", en = "it does not print “{prints}”" },
  trial_rows = { zh = "得到 {count} 行，应为 {wanted} 行", en = "{count} rows came out, {wanted} are wanted" },
  trial_value = { zh = "第 {row} 行 {column} 是 {got}，应为 {wanted}",
    en = "row {row}: {column} is {got}, {wanted} is wanted" },
  trial_text = { zh = "得到：\n{got}\n应为：\n{wanted}", en = "what came out:\n{got}\nwhat is wanted:\n{wanted}" },
  trial_fails = { zh = "应当报错 {wanted}，却是 {got}", en = "it must fail with {wanted}, and gave {got}" },
  trial_sentence = { zh = "{sentence}：应得 {wanted}，实得 {got}", en = "{sentence}: {wanted} is wanted, {got} was found" },
  trial_count = { zh = "{passed} 项通过，{failed} 项未通过，{skipped} 项未做",
    en = "{passed} passed, {failed} failed, {skipped} not tried" },
  trial_not_known = { zh = "{path} 返回的既不是命令，也不是指标、读取格式或输出格式",
    en = "{path} returns neither a verb nor indicators, a loader or a format" },
  newer_api = { zh = "脚本要用第 {api} 版接口，这个 fazhi 只有第 {known} 版；请升级 fazhi",
    en = "it is written for api {api}, and this fazhi knows api {known}; use a newer fazhi" },
  new_next = { zh = "检验：fazhi test {name}；打开：fazhi edit {name}",
    en = "try it with fazhi test {name}, open it with fazhi edit {name}" },
  edit_copied = { zh = "已复制自 {path}；今后用这一份，fazhi diff {name} 显示改了什么",
    en = "copied from {path}; it now takes its place, and fazhi diff {name} shows what was changed" },
  edit_no_editor = { zh = "没有设 VISUAL 或 EDITOR，请用编辑器打开上面的文件",
    en = "neither VISUAL nor EDITOR is set; open the file yourself" },
  diff_same = { zh = "与自带的相同", en = "it is the same as the bundled one" },
  diff_alone = { zh = "“{name}”没有取代自带的文件", en = "“{name}” takes no other file's place" },
  scripts_hide = { zh = "有 {count} 个命令遮住了别的文件；fazhi diff 名称 显示改了什么",
    en = "{count} verbs hide another file; fazhi diff NAME shows what was changed" },
  want_name = { zh = "小写字母开头，由字母、数字、-、_ 组成", en = "letters, digits, - and _, a small letter first" },
  want_region = { zh = "地区名或代码", en = "a region by name or code" },
  want_integer = { zh = "整数", en = "a whole number" },
  want_integer_from = { zh = "不小于 {min} 的整数", en = "a whole number, {min} or more," },
  want_at_most = { zh = "不大于 {max} 的整数", en = "a whole number, {max} or less," },
  want_number_within = { zh = "{min} 至 {max} 的数", en = "a number from {min} to {max}" },
  want_number = { zh = "数", en = "a number" },
  want_year = { zh = "年度，如 2020 或 2018-2024", en = "a year as 2020 or 2018-2024" },
  want_level = { zh = "province、prefecture、county 或 township", en = "province, prefecture, county or township" },
  want_day = { zh = "有这一天的日期", en = "a day of the calendar" },
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

--- A text of a script's own in the language in force, its {places} filled: say("no {what}", "没有{what}", {what = …}).
function M.say(en, zh, values)
  return fill(M.choose(en, zh), values)
end

--- The text of a key or code in the language in force, with its {places} filled.
function M.text(key, values)
  local entry = M.texts[key] or error("no message " .. tostring(key), 2)
  return fill(M.choose(entry.en, entry.zh), values)
end

local TOLD, LONGEST = 3, 20 -- pieces that a note repeats, characters of each

--- The text of a key with {count}, how many pieces of a document it is about, and {words}, how the first
--- of them begin; nil if there are none.
function M.pieces(key, list)
  if #list == 0 then return nil end
  local words = {}
  for k = 1, math.min(#list, TOLD) do
    local stop = utf8.offset(list[k], LONGEST + 1)
    words[k] = stop and stop <= #list[k] and list[k]:sub(1, stop - 1) .. "…" or list[k]
  end
  words[#words + 1] = #list > TOLD and "…" or nil
  return M.text(key, { count = #list, words = table.concat(words, " / ") })
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
-- two are told apart by the entry: only those of the core say nothing in English but the reason. Where
-- both come with one code, ours are known by the semicolon before what to do (`has_own`).
local function complete(code, text)
  local entry = M.texts[code]
  if not entry or entry.en ~= "{reason}" then return text end
  local todo = todo_of(entry)
  for _, mark in ipairs(entry.has_own or {}) do
    if text:find(mark, 1, true) then todo = nil end
  end
  if M.language() == "zh" and text ~= "" then text = fill(entry.zh, { reason = text }) end
  return todo and text .. M.choose("; ", "；") .. todo or text
end

local function escape(c)
  return ("\\x%02x"):format(c:byte())
end

--- A string as it can be shown on one line of a terminal or stored as text: control characters and
--- bytes that are no UTF-8 become \xNN.
function M.shown(s)
  s = s:gsub("[\0-\31\127]", escape)
  local parts, at = {}, 1
  while true do
    local length, bad = utf8.len(s, at)
    if length then break end
    parts[#parts + 1] = s:sub(at, bad - 1) .. escape(s:sub(bad, bad))
    at = bad + 1
  end
  return #parts == 0 and s or table.concat(parts) .. s:sub(at)
end

--- A message with the path it is about before it, unless it begins with it.
function M.at_path(text, path)
  text = tostring(text)
  if text:sub(1, #path) == path then text = text:sub(#path + 1):gsub("^: ", "", 1) end
  return M.shown(path) .. ": " .. text
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
