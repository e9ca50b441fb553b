-- What makes a sentence about problems concrete besides a figure: the name of a place other than the
-- report's own, a title in 《》, or one of these bodies and things. Words that any report may use of
-- anybody (部门, 单位, 乡镇, 基层) name nothing.

return {
  -- Of the contents that the catalogue of a kind defines, the one that is looked at apart.
  problems = "req_2_problems",

  -- Fewer reports of a level than this are no group to have a place in.
  group = 5,

  named = {
    "公安局", "司法局", "财政局", "教育局", "教体局", "民政局", "卫健局", "卫健委", "卫生健康局", "卫生健康委", "住建局",
    "住房城乡建设局", "市场监管局", "市场监督管理局", "自然资源局", "自然资源和规划局", "生态环境局", "农业农村局",
    "交通运输局", "交通局", "应急管理局", "应急局", "城管局", "城市管理局", "综合执法局", "人社局", "人力资源社会保障局",
    "审计局", "水利局", "水务局", "文旅局", "文化和旅游局", "医保局", "医疗保障局", "发改委", "发改局", "税务局", "林业局",
    "消防救援", "街道办事处", "人民法院", "检察院", "公司",
    "劳动争议", "征地拆迁", "工伤认定", "商品房", "预付卡", "农民工工资", "道路交通", "电动自行车", "校外培训",
  },
}
