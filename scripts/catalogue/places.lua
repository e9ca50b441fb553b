-- places: the words by which a report speaks of its own region, and by which a name goes on to
-- a township or a zone that the gazetteer does not hold.

return {
  -- 我县 says it outright, 全县 only where nothing else does; the ending fits the region's name.
  own = { "我省", "我市", "我区", "我县", "我州", "我旗", "我盟", "我镇", "我乡", "我街道" },
  whole = { "全省", "全市", "全区", "全县", "全州", "全旗", "全盟", "全镇", "全乡", "全街道" },

  -- 三河镇人民政府, 粤海街道办事处: kinds of township, and what follows such a name.
  townships = { "街道", "镇", "乡" },
  after_township = { "人民政府", "政府", "办事处", "党委", "党工委", "工委", "工作委员会", "法治", "依法", "关于", "年度", "司法所",
    "综合", "202", "201" },
  -- Words that stand before such a kind and make no name.
  no_township = { "各", "本", "我", "全", "乡", "村", "城" },

  -- 某市高新区: zones with an administration of their own, one level below the place they are in.
  -- Names that many places bear; one of them alone says nothing.
  generic = { "新区", "郊区", "城区", "矿区", "市区" },
  -- A short name with another rank behind it is another place: 白塔市 is not 白塔区.
  ranks = { "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道", "自治" },
  zones = { "高新区", "高新技术", "经开区", "经济技术开发区", "经济开发区", "开发区", "新区", "工业园", "产业园", "保税区", "度假区",
    "管理区" },
}
