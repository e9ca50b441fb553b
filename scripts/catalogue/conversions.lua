-- Units of one measure, so that what is told in one can be told in another exactly: each line a measure, each unit
-- with how many of the first it is. Values of an indicator in several of them are compared in the commonest one, beside
-- one region in that of its own, and it is said how they were stated. What is no fixed number of another unit (天 and
-- 工作日, 美元 and 元) is not here.

return {
  { { "斤", 1 }, { "公斤", 2 }, { "千克", 2 }, { "吨", 2000 } },
  { { "亩", 1 }, { "公顷", 15 }, { "平方公里", 1500 } },
  { { "米", 1 }, { "公里", 1000 }, { "千米", 1000 } },
  { { "千瓦", 1 }, { "兆瓦", 1000 }, { "吉瓦", 1000000 } },
}
