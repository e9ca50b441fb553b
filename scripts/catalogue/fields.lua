-- What the columns of a user's own table are called: the names, beside the field's own, under which a
-- manifest (`fazhi add --manifest`), a path pattern (`--meta`) or `fazhi meta set` and `import` know the
-- facts about a report. province, city and county are put together to one place.

return {
  path = { "file", "filename", "文件", "文件名", "路径" },
  id = { "编号" },
  sha256 = { "sha-256" },
  region = { "地区" },
  region_code = { "code", "地区代码", "行政区划代码" },
  province = { "省", "省份" },
  city = { "prefecture", "市", "地市", "地级市" },
  county = { "district", "县", "区县", "县区" },
  level = { "层级" },
  year = { "年度", "年份", "报告年度" },
  issuer = { "发文机关", "发布机构" },
  kind = { "文种" },
  title = { "标题" },
  published = { "公布日期", "发布日期" },
  doc_number = { "文号" },
  url = { "网址", "链接" },
  note = { "备注", "说明" },
}
