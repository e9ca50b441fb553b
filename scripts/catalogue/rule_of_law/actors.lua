-- Who acts: the same verb of another actor is another indicator. An actor counts where it opens
-- its clause; after one of the words of not_subject, or before one of
-- not_before, it is spoken of and does not act.
return {
  words = {
    actors = {
      { actor = "government", words = { "区政府", "市政府", "县政府", "省政府", "镇政府", "人民政府", "司法局", "司法厅",
        "法制办", "法制机构", "复议机构", "复议机关", "行政机关", "各级政府", "各部门", "各级各部门",
        "审查机构", "我市", "我区", "我县", "我省", "我局" } },
      { actor = "counsel", words = { "法律顾问", "政府法律顾问", "市政府法律顾问", "区政府法律顾问", "县政府法律顾问",
        "省政府法律顾问", "法律顾问团队", "法律顾问团" } },
      { actor = "court", words = { "人民法院", "法院" } },
      { actor = "procuratorate", words = { "检察院", "检察机关" } },
      { actor = "people", words = { "人民调解组织", "人民调解委员会", "人民调解员" } },
    },
    not_before = { "生效", "判决", "裁判", "裁定", "司法建议", "检察建议", "的", "聘", "工作", "制度", "作用" },
    not_subject = {
      "办理", "接收", "收到", "受理", "承办", "聘", "对", "向", "由", "被", "请", "配合", "支持", "接受", "发挥",
      "组织", "委托", "会同", "与", "按", "将", "为", "联合", "推动", "完善", "建立", "落实", "健全", "尊重", "履行",
      "移送", "就", "经", "报", "指导", "督促", "要求", "涉", "以", "协助", "协调", "同", "在", "印发", "制定", "强化",
      "加强",
    },
  },
}
