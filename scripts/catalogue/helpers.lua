-- helpers: the programs and data beside fazhi that some of it needs: how each is known (`program`, one of several, with
-- the words that make it tell its version; or `folder`, one of several that must be there), what it is for and what
-- to install. None is needed for reading text and asking the corpus. (fazhi.checkup, `fazhi doctor`)
return {
  { name = "pdftotext", program = { "pdftotext" }, version = { "-v" }, package = "poppler-utils",
    zh = "读 PDF", en = "reads PDF" },
  { name = "poppler-data", folder = { "/usr/share/poppler/cMap", "/usr/local/share/poppler/cMap" },
    package = "poppler-data", zh = "读 PDF 里的汉字", en = "Chinese in PDF" },
  { name = "LibreOffice", program = { "soffice", "libreoffice" }, version = { "--version" },
    package = "libreoffice-writer", zh = "读 .doc、.rtf、.odt、.wps", en = "reads .doc, .rtf, .odt, .wps" },
  { name = "gnuplot", program = { "gnuplot" }, version = { "--version" }, package = "gnuplot-nox",
    zh = "存图为 PNG", en = "draws charts as PNG" },
  { name = "fc-list", program = { "fc-list" }, version = { "--version" }, package = "fontconfig",
    zh = "查有哪些字体", en = "tells which fonts there are" },
  { name = "diff", program = { "diff" }, version = { "--version" }, package = "diffutils",
    zh = "fazhi diff", en = "fazhi diff" },
  { name = "luacheck", program = { "luacheck" }, version = { "--version" }, package = "lua-check",
    zh = "检查自己的脚本", en = "checks scripts of your own" },
}
