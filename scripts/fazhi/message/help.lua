-- Messages of the help: the headings of its pages, and what the program says of itself.

return {
  program_summary = { zh = "把法治政府建设年度报告变成可以比较的数据",
    en = "turn governments' annual reports into data that can be compared" },
  program_status = {
    zh = "0 完成；1 完成，但没有找到或检验未通过；2 用法错误；3 有输入读不了，其余已存；4 语料库被占用、损坏或版本太新；5 脚本出错；"
      .. "6 缺少辅助程序；7 fazhi 自身的错误；130 已中断",
    en = "0 done; 1 done, and the answer is no (nothing found, a check failed); 2 wrong use; 3 some input could not be "
      .. "read, the rest is stored; 4 corpus locked, damaged or newer; 5 script error; 6 a helper program is missing; "
      .. "7 a fault in fazhi; 130 interrupted" },
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
  help_more = { zh = "自己写脚本：fazhi help lua；新建一个：fazhi new 名称；教程在 examples/tutorial.md",
    en = "scripts of your own: fazhi help lua; fazhi new NAME begins one; examples/tutorial.md teaches it" },
  help_lua = { zh = [[
提示符（fazhi）、fazhi -e LUA 和 fazhi 文件.lua 中可直接使用：

  corpus                          当前语料库，即 -c 文件
  corpus:values(指标, 条件)       每份报告一个数值；条件如 { year = 2024, level = "county" }
  corpus:reports(条件)            报告；for r in corpus:reports{}:each() do … end
  corpus:mentions(词, 条件)       每份报告中一个词的次数
  report "r4"                     一份报告：r.region、r:get(指标)、r:kwic(词)、r:text() …
  fazhi.region "青禾县"           一个地区：:parent() :province() :children() :peers() :series(指标)
  frame.read "population.csv"     自己的表，读成结果表
  compare { "review_accepted", year = 2024 }     每个命令都是函数，给出结果表

结果表（frame）：filter select mutate group agg join sort rank pivot head；f:print()，f:save "x.xlsx"。
列表可变成结果表：corpus:values(…):frame()。程序用 return 返回结果表，由 fazhi 显示或用 -o 保存。
缺失是 nil，不是 0；出错时函数返回 nil、说明、代码。

  fazhi help corpus、report、value、region、frame、text、stats    各有什么
  fazhi help frame:join                                           其中一个怎样用；在提示符下是 f.join?
  fazhi new 名称                                                  新建分析；--kind indicator 新建指标
]], en = [[
What the prompt (fazhi), fazhi -e LUA and fazhi FILE.lua have:

  corpus                              the corpus, that of -c FILE
  corpus:values(INDICATOR, FILTERS)   a value a report; filters as { year = 2024, level = "county" }
  corpus:reports(FILTERS)             reports; for r in corpus:reports{}:each() do … end
  corpus:mentions(WORD, FILTERS)      how often a word is said in each report
  report "r4"                         a report: r.region, r:get(INDICATOR), r:kwic(WORD), r:text() …
  fazhi.region "青禾县"               a region: :parent() :province() :children() :peers() :series(INDICATOR)
  frame.read "population.csv"         a table of your own, as a frame
  compare { "review_accepted", year = 2024 }     every verb is a function and gives a frame

Frames: filter select mutate group agg join sort rank pivot head; f:print(), f:save "x.xlsx".
Lists become frames: corpus:values(…):frame(). A program returns a frame; fazhi shows it, or saves it with -o.
Missing is nil and not 0; a function that fails gives nil, a message and a code.

  fazhi help corpus, report, value, region, frame, text, stats    what each has
  fazhi help frame:join                                           how one is used; at the prompt f.join?
  fazhi new NAME                                                  begins an analysis; --kind indicator an indicator
]] },
}
