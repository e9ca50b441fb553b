-- Words that set the topic of a sentence or heading in a work report, so that a noun left out later
-- is understood: 粮食再获丰收，总产800亿斤.
return {
  words = {
    topics = {
      { topic = "grain", words = { "粮食" } },
      { topic = "economy", words = { "地区生产总值", "国内生产总值", "生产总值", "GDP", "经济总量", "国民生产总值" } },
    },
  },
}
