-- places: the words by which a report speaks of its own region, and by which a name goes on to
-- a township or a zone that the gazetteer does not hold; and the places and organs that it cannot
-- hold: zones of the State, the Corps, the organs of the centre.

return {
  -- 我县 says it outright, 全县 only where nothing else does; the ending fits the region's name.
  own = { "我省", "我市", "我区", "我县", "我州", "我旗", "我盟", "我地区", "我镇", "我乡", "我街道" },
  whole = { "全省", "全市", "全区", "全县", "全州", "全旗", "全盟", "全地区", "全镇", "全乡", "全街道" },

  -- 三河镇人民政府, 粤海街道办事处: kinds of township, and what follows such a name.
  townships = { "街道", "镇", "乡" },
  after_township = { "人民政府", "政府", "办事处", "党委", "党工委", "工委", "工作委员会", "法治", "依法", "关于", "年度", "司法所",
    "综合", "202", "201" },
  -- Words that stand before such a kind and make no name.
  no_township = { "各", "本", "我", "全", "乡", "村", "城" },

  -- Names that many places bear; one of them alone says nothing.
  generic = { "新区", "郊区", "城区", "矿区", "市区" },
  -- A short name with another rank behind it is another place: 白塔市 is not 白塔区.
  ranks = { "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道", "自治" },
  -- Behind one of these a name in a title is whom it is addressed to, or where somebody went.
  not_before = { "向", "赴", "致", "给" },

  -- 某市高新区: zones with an administration of their own, one level below the place they are in.
  zones = { "高新技术产业开发区", "高新技术开发区", "高新区", "高新技术", "经济技术开发区", "经开区", "经济开发区", "开发区", "新区",
    "工业园区", "工业园", "产业园区", "产业园", "综合保税区", "保税区", "自由贸易试验区", "度假区", "管理区" },
  -- With one of these before it such a word means several zones: 全市开发区, 各开发区.
  several = { "全", "各", "省", "市", "县", "区", "所有" },
  -- Zones that are known by a name of their own, and the region they lie in.
  named_zones = {
    ["雄安新区"] = "130000", ["两江新区"] = "500000", ["西咸新区"] = "610000", ["贵安新区"] = "520000",
    ["天府新区"] = "510000", ["赣江新区"] = "360000", ["滇中新区"] = "530000", ["湘江新区"] = "430000",
    ["舟山群岛新区"] = "330900", ["兰州新区"] = "620100", ["南沙新区"] = "440100", ["西海岸新区"] = "370200",
    ["金普新区"] = "210200", ["江北新区"] = "320100", ["福州新区"] = "350100", ["哈尔滨新区"] = "230100",
    ["长春新区"] = "220100", ["万盛经开区"] = "500000", ["横琴粤澳深度合作区"] = "440000", ["平潭综合实验区"] = "350000",
    ["杨凌示范区"] = "610000", ["长白山保护开发区"] = "220000",
  },

  -- The Corps is of no level in the law of divisions; its divisions (第八师) are as prefectures.
  corps = { name = "新疆生产建设兵团", region = "650000", divisions = "师", level = "prefecture" },

  -- What may stand before the name of an organ of the centre, and makes it no other one.
  state = "中华人民共和国",

  -- Names of the nation where a region is asked for: the reports of `body` are those of the whole of it.
  nation = { names = { "全国", "中国", "China" }, body = "国务院" },

  -- Organs of the centre, which are of no region, if nothing that names a place goes on their names.
  central = { "国务院", "外交部", "国防部", "国家发展和改革委员会", "国家发展改革委", "教育部", "科学技术部", "科技部", "工业和信息化部",
    "国家民族事务委员会", "国家民委", "公安部", "国家安全部", "民政部", "司法部", "财政部", "人力资源和社会保障部", "人力资源社会保障部",
    "自然资源部", "国土资源部", "生态环境部", "环境保护部", "住房和城乡建设部", "住房城乡建设部", "交通运输部", "水利部", "农业农村部",
    "农业部", "商务部", "文化和旅游部", "文化部", "国家卫生健康委员会", "国家卫生健康委", "国家卫生计生委", "退役军人事务部", "应急管理部",
    "中国人民银行", "审计署", "海关总署", "国家税务总局", "国家市场监督管理总局", "市场监管总局", "国家广播电视总局", "国家体育总局",
    "国家统计局", "国家知识产权局", "国家医疗保障局", "国家医保局", "国家国际发展合作署", "国务院国有资产监督管理委员会", "国务院国资委",
    "国家金融监督管理总局", "中国银行保险监督管理委员会", "银保监会", "中国证券监督管理委员会", "中国证监会", "证监会", "国家信访局",
    "国家粮食和物资储备局", "国家能源局", "国家国防科技工业局", "国家烟草专卖局", "国家移民管理局", "国家林业和草原局", "国家铁路局",
    "中国民用航空局", "中国民航局", "国家邮政局", "国家文物局", "国家中医药管理局", "国家矿山安全监察局", "国家疾病预防控制局",
    "国家外汇管理局", "国家药品监督管理局", "国家药监局", "中国气象局", "中国地震局", "国家档案局", "国家保密局" },
}
