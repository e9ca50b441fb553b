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
  needs = { zh = "数据要求", en = "needs" },
  caveats = { zh = "注意", en = "caveats" },
  examples = { zh = "例", en = "examples" },
  alias = { zh = "又名", en = "also called" },
  demo_corpus = { zh = "examples/corpus.db 由 make demo 在源码目录里做成；不写 --corpus 则用自己的 fazhi.db",
    en = "make demo makes examples/corpus.db in the folder of the source; without --corpus it is your own fazhi.db" },
  global_options = { zh = "各命令通用的选项", en = "options of every verb" },
}
