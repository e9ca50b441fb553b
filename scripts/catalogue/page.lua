-- page: how web pages are built: which tags break a line, which never hold the text of a
-- document, what the classes of navigation, share bars and footers are called, and under which
-- names a page states facts about its document in <meta>.

return {
  -- Tags whose content stands on lines of its own; all others run on within a line.
  blocks = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp", "frameset", "noframes",
    "listing", "plaintext",
  },

  -- Tags whose content is never read.
  dropped = {
    "script", "style", "noscript", "template", "select", "datalist", "textarea", "button", "input", "iframe",
    "object", "applet", "embed", "svg", "math", "canvas", "audio", "video", "map", "xml", "link", "base",
  },

  -- Tags that hold what surrounds a text.
  noise_tags = { "nav", "footer", "aside", "header", "menu" },

  -- Words in class and id, whole (cut at - _ and capitals), of what surrounds a text.
  noise_words = {
    "nav", "navi", "navbar", "navigation", "menu", "mainmenu", "submenu", "topnav", "subnav", "crumb",
    "crumbs", "breadcrumb", "breadcrumbs", "location", "weizhi", "dqwz", "wz", "mbx", "path", "foot", "footer",
    "copyright", "copyrights", "banner", "share", "shares", "sharing", "bdshare", "fenxiang", "fx", "jiathis",
    "addthis", "sns", "social", "sidebar", "aside", "related", "relate", "relation", "xgxx", "xgwz", "xgwj",
    "xgyd", "recommend", "recommends", "tuijian", "hot", "hots", "rank", "ranking", "search", "searchbar",
    "sousuo", "login", "signin", "toolbar", "tools", "dayin", "print", "zihao", "fontsize", "qrcode", "ewm",
    "erweima", "weixin", "wechat", "weibo", "comment", "comments", "pinglun", "ad", "ads", "advert",
    "advertisement", "guanggao", "friendlink", "friendlinks", "yqlj", "pagination", "pager", "prevnext", "pn",
    "accessibility", "wza", "popup", "modal", "sitemap", "skip", "widget", "widgets", "tags", "tagcloud",
    "switch", "area", "areas", "regions", "citylist", "quhua", "statement",
    "disclaimer", "attention", "header",
  },

  -- Parts of such words that tell by themselves.
  noise_parts = {
    "breadcrumb", "copyright", "sidebar", "pagination", "bdshare", "sharebox", "sharebar", "navbar", "footer",
    "friendlink", "qrcode", "advert", "recommend", "searchbox", "comment",
  },

  -- Words of what holds the text itself; they outweigh those above.
  text_words = {
    "article", "content", "contents", "text", "main", "maintext", "zoom", "zhengwen", "wenzhang", "detail",
    "details", "ucapcontent", "trs", "body", "conn", "view", "news", "con", "nr", "neirong", "wz_content",
    "pages_content",
  },

  -- Words of headings that may stand over a part of a report, however a page is built.
  report_headings = { "问题", "不足", "困难", "短板", "薄弱", "工作", "打算", "计划", "安排", "举措", "措施", "成效", "情况", "经验",
    "做法", "结语", "附件", "附表", "注释", "备注", "建设", "亮点", "目标", "思路", "保障", "法治", "依法", "行政" },

  -- Names of <meta> (lower case) and the fact they give, the surest first.
  meta = {
    { field = "title", "articletitle", "og:title" },
    { field = "published", "pubdate", "article:published_time", "publishdate", "firstpublishedtime", "others:pubdate",
      "bytedance:published_time" },
    { field = "issuer", "contentsource", "source", "article:author" },
    { field = "site", "sitename", "og:site_name" },
    { field = "url", "url", "og:url" },
    { field = "doc_number", "filenum", "fileno", "wenhao", "documentnumber" },
    { field = "index_number", "indexno", "indexnum", "suoyinhao" },
    { field = "written", "writedate", "createdate", "article:written_time" },
  },

  -- What stands in such a field when nobody filled it in.
  unfilled = { "^null$", "^undefined$", "^无$", "^暂无$", "^%-+$", "^%$", "^{{", "^%[", "^#", "^<" },

  -- What parts a site's name from a title in <title>.
  title_separators = { "_", "|", "｜", "—", "－", "-", ">", "»", "·", "::", "——" },

  -- How numbered lists number their items, by type or list-style-type.
  list_styles = {
    ["1"] = "decimal", a = "lower-alpha", A = "upper-alpha", i = "lower-roman", I = "upper-roman",
    ["lower-latin"] = "lower-alpha", ["upper-latin"] = "upper-alpha", ["cjk-ideographic"] = "han",
    ["simp-chinese-informal"] = "han", ["trad-chinese-informal"] = "han", ["cjk-decimal"] = "han",
    ["decimal-leading-zero"] = "decimal", decimal = "decimal", ["lower-alpha"] = "lower-alpha",
    ["upper-alpha"] = "upper-alpha", ["lower-roman"] = "lower-roman", ["upper-roman"] = "upper-roman",
  },
}
