-- Who acts in a work report. It is the government's own, so nearly every figure is of the government
-- or of the whole place; what courts and procuratorates did is told apart.
return {
  words = {
    actors = {
      { actor = "government", words = { "国务院", "省政府", "市政府", "区政府", "县政府", "自治区政府", "人民政府", "我省", "我市",
        "我区", "我县", "全省", "全市", "全区", "全县", "各级政府", "各部门" } },
      { actor = "court", words = { "人民法院", "法院" } },
      { actor = "procuratorate", words = { "检察院", "检察机关" } },
    },
    not_before = { "的", "工作", "建设" },
    not_subject = { "支持", "配合", "接受", "会同", "与", "由", "向", "对", "为", "在", "推动" },
  },
}
