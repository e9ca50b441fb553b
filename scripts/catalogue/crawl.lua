-- crawl: what the columns of crawled tables and records are called. A list is in order of
-- preference: a whole page before the text that a crawler took out of it. Case, blanks, hyphens
-- and underscores in a name do not matter. The labels of government pages (labels.lua) are known
-- besides.

return {
  text = {
    "html", "rawhtml", "htmlraw", "pagehtml", "htmlcontent", "contenthtml", "bodyhtml", "pagesource", "sourcecode",
    "网页", "网页源码", "网页源代码", "网页内容", "源码", "源代码", "页面内容", "页面源码",
    "content", "maincontent", "articlecontent", "pagecontent", "newscontent", "contents", "text", "fulltext", "rawtext",
    "maintext", "articletext", "contenttext", "plaintext", "cleantext", "txt", "body", "articlebody", "article",
    "markdown", "document", "doc", "data",
    "正文", "正文内容", "正文文本", "全文", "全文内容", "文章内容", "文章正文", "内容", "报告全文", "报告内容", "报告正文",
    "报告文本", "公文内容", "公文正文", "信息内容", "文本", "文本内容", "原文",
  },
  url = {
    "url", "pageurl", "sourceurl", "originalurl", "finalurl", "articleurl", "responseurl", "requesturl",
    "link", "href", "uri",
    "网址", "链接", "地址", "原文链接", "原文网址", "页面网址", "页面链接", "网页地址", "网页链接", "来源网址", "文章链接",
  },
  title = { "title", "pagetitle", "articletitle", "doctitle", "headline", "subject", "标题", "文章标题", "报告标题",
    "报告名称" },
  published = {
    "published", "publishedat", "publisheddate", "publishedtime", "publishdate", "publishtime", "pubdate", "pubtime",
    "datepublished", "releasedate", "releasetime", "issuedate", "postdate", "posttime",
  },
  written = { "writtendate", "datewritten" },
  issuer = { "issuer", "publisher", "issuingauthority", "issuingagency", "organization", "organisation", "agency" },
  doc_number = { "docnumber", "documentnumber", "docno", "fileno" },
  index_number = { "indexnumber", "indexno" },
  site = { "sitename", "site", "网站", "网站名称", "站点" },
}
