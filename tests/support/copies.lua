-- copies: made-up reports, some of which copy passages of others, and the list of what was copied.
-- Every sentence is put together from lists of words by a generator of its own, so that the same
-- seed gives the same reports everywhere and no two sentences of 60 characters are equal by chance.

local draw_new = require("support.draw").new

local M = {}

local function words(s)
  local list = {}
  for word in s:gmatch "%S+" do list[#list + 1] = word end
  return list
end

--- The letters of the shortest copy that counts.
M.LEAST = 60

-- Of so many, 60 are left when a sentence of them was edited.
M.LEAST_EDITED = 80

local LISTS = {
  whose = words("县司法局 市场监管局 农业农村局 住房城乡建设局 生态环境局 各镇人民政府 街道办事处 县政府办公室 教育体育局 "
    .. "交通运输局 卫生健康局 应急管理局 自然资源局 水务局 文化旅游局 民政局 人社局 财政局 审计局 综合执法局 退役军人事务局"),
  when = words("上半年 年初以来 汛期前后 第三季度 春耕期间 去冬今春 全年 岁末年初 暑期 换届之后 旺季到来前 中秋前夕"),
  how = words("牵头 会同乡贤 联合检察机关 依托大厅 围绕堵点 按照清单 结合巡察 借助热线 通过招标 对照台账 逐村 分片 带着问题 沿着河道"),
  verb = words("排查 梳理 修订 走访 培训 抽检 督办 评查 调解 公示 起草 清退 核验 接听 回访 考核 编印 巡河 宣讲 汇编 测评 补录 复核 "
    .. "整治 登记 拆除 发放 开通 试行 受理"),
  what = words("茶叶地理标志 老旧小区电梯 农贸市场秤具 河湖采砂点 校外培训机构 危化品车辆 村规民约 工资保证金 行政裁量细则 "
    .. "合同范本 宅基地档案 执法记录仪 公章保管制度 林权证 古树名木 旅游民宿 网约车 渔船证书 农药门店 学校食堂 物业账目 "
    .. "粮食仓库 扬尘工地 涉企检查单 乡村道路 养老床位 信访积案 听证笔录 法律顾问合同 数据接口 窗口授权书 保健品会销"),
  unit = words("处 件 份 家 场 人次 项 户 起 辆"),
  ["then"] = words("推动 促成 带动 确保 避免 换来 压缩 形成 解决 挽回 减少 提高"),
  result = words("办结时限 群众跑腿 基层负担 邻里和睦 企业成本 执法尺度 诉前化解 证照到期 集体收益 夜间施工 欠薪线索 "
    .. "投诉数量 文书质量 责任链条 审批环节 用水矛盾 出庭比例 风险隐患 材料重复 山林纠纷"),
  more = words("明显改观 逐月向好 有据可查 落到人头 不再反弹 得到认可 成为常态 及时兑现 一次说清 有人负责 形成闭环 上了台阶"),
}

local PATTERN = { "when", "whose", "how", "verb", "what", "N", "unit", "，", "how", "verb", "what", "N", "unit", "，",
  "whose", "how", "verb", "what", "N", "unit", "，", "how", "verb", "what", "then", "result", "more" }

-- What every other report says word by word.
local STOCK = {
  "坚持以人民为中心的发展思想，把依法行政贯穿于经济社会发展的全过程和各方面，推动各项工作在法治轨道上行稳致远。",
  "严格落实党政主要负责人履行推进法治建设第一责任人职责，将法治建设纳入年度考核，与经济社会发展同部署同推进。",
  "在肯定成绩的同时，我们也清醒地看到，工作中还存在一些不足，与上级要求和群众期盼相比仍有差距，需要认真加以解决。",
  "健全行政执法公示制度、执法全过程记录制度和重大执法决定法制审核制度，促进严格规范公正文明执法水平不断提升。",
}

local function sentence(draw)
  local parts = {}
  for i, slot in ipairs(PATTERN) do
    local list = LISTS[slot]
    parts[i] = slot == "N" and tostring(draw(draw(3) == 1 and 9000 or 90)) or list and list[draw(#list)] or slot
  end
  return table.concat(parts) .. "。"
end

local function report(draw, bytes)
  local list, length = {}, 0
  while length < bytes do
    local stock = draw(40) == 1
    list[#list + 1] = { text = stock and STOCK[draw(#STOCK)] or sentence(draw), stock = stock }
    length = length + #list[#list].text
  end
  for _, one in ipairs(STOCK) do -- most have all of it
    if draw(4) > 1 then table.insert(list, draw(#list), { text = one, stock = true }) end
  end
  return list
end

local function other_number(draw)
  return function(digits) return tostring(tonumber(digits) + draw(89)) end
end

local function other_word(draw, s, list)
  for _, word in ipairs(list) do
    local changed, count = s:gsub(word, list[draw(#list)], 1)
    if count > 0 then return changed end
  end
  return s
end

-- The same sentence, or with all its numbers, two of its words, or both changed, or a clause put in.
local edits
edits = {
  exact = function(s) return s end,
  number = function(s, draw) return (s:gsub("%d+", other_number(draw))) end,
  word = function(s, draw) return other_word(draw, other_word(draw, s, LISTS.result), LISTS.whose) end,
  clause = function(s, draw) return (s:gsub("，", "，并于年内" .. LISTS.verb[draw(#LISTS.verb)] .. "完毕，", 1)) end,
  both = function(s, draw) return edits.number(edits.word(s, draw), draw) end,
}
local KINDS = { "exact", "number", "word", "clause", "both" }

-- Puts sentences n to m of a source, edited, into a copy, and notes it in `plan`.
local function plant(draw, plan, copy, source, n, m, letters)
  local kind, block = KINDS[letters < M.LEAST_EDITED and 1 or draw(#KINDS)], {}
  for i = n, m do block[#block + 1] = edits[kind](source.list[i].text, draw) end
  local item = { text = table.concat(block), source = source, n = n, m = m, kind = kind }
  local at = draw(#copy.list)
  table.insert(copy.list, at, item)
  plan[#plan + 1] = { copy = copy, item = item }
end

-- A run of sentences of a source that nobody copied yet, without stock; nil if there is none.
local function free_run(draw, source)
  local n = source.next or 1
  local m = n + draw(4) - 1
  source.next = m + 2
  if m > #source.list then return nil end
  local letters = 0
  for i = n, m do
    if source.list[i].stock then return nil end
    letters = letters + utf8.len((source.list[i].text:gsub("，", ""):gsub("。", "")))
  end
  if letters >= M.LEAST then return n, m, letters end
end

local function join(text)
  local at, parts = 1, {}
  for i, item in ipairs(text.list) do
    item.start, item.stop = at, at + #item.text - 1
    at = item.stop + 1
    parts[i] = item.text
  end
  return table.concat(parts)
end

--- Makes reports.
-- @param count how many; seed: a whole number from 1; least, most: bytes of a report
-- @return list of texts; and the list of copies { from=, to= (numbers of texts), start=, stop= (bytes in the
--   copy), from_start=, from_stop= (in the source), kind = "exact", "number", "word", "clause" or "both" }
function M.make(count, seed, least, most)
  local draw, texts, plan = draw_new(seed), {}, {}
  for i = 1, count do texts[i] = { number = i, list = report(draw, least + draw(most - least)) } end
  local half = count // 2
  for i = half + 1, count do
    for _ = 1, draw(3) do
      local source = texts[draw(half)]
      local n, m, letters = free_run(draw, source)
      if n then plant(draw, plan, texts[i], source, n, m, letters) end
    end
  end
  local out, truth = {}, {}
  for i, text in ipairs(texts) do out[i] = join(text) end
  for i, one in ipairs(plan) do
    local item = one.item
    truth[i] = { from = item.source.number, to = one.copy.number, start = item.start, stop = item.stop,
      from_start = item.source.list[item.n].start, from_stop = item.source.list[item.m].stop, kind = item.kind }
  end
  return out, truth
end

local function overlap(a_start, a_stop, b_start, b_stop)
  return math.max(0, math.min(a_stop, b_stop) - math.max(a_start, b_start) + 1)
end

-- The bytes of a copy that the passages found between its two texts cover on both sides.
local function covered(copy, passages)
  local sum, other = 0, 0
  for _, p in ipairs(passages) do
    sum = sum + overlap(copy.start, copy.stop, p.start, p.stop)
    other = other + overlap(copy.from_start, copy.from_stop, p.other_start, p.other_stop)
  end
  return math.min(sum / (copy.stop - copy.start + 1), other / (copy.from_stop - copy.from_start + 1))
end

local function key(to, from)
  return to << 32 | from
end

--- Measures what was found against what was copied. A copy is found if three quarters of it are; a passage is
--- right if half of it is a copy.
-- @param found list of { to=, from=, passages = as set:compare gives them }
-- @return { recall=, precision=, copies=, passages=, missed = list of copies }
function M.measure(truth, found)
  local by_pair, copies_of = {}, {}
  for _, pair in ipairs(found) do by_pair[key(pair.to, pair.from)] = pair.passages end
  local result = { copies = #truth, passages = 0, missed = {} }
  for _, copy in ipairs(truth) do
    local k = key(copy.to, copy.from)
    copies_of[k] = copies_of[k] or {}
    table.insert(copies_of[k], copy)
    if covered(copy, by_pair[k] or {}) < 0.75 then table.insert(result.missed, copy) end
  end
  local right = 0
  for _, pair in ipairs(found) do
    for _, p in ipairs(pair.passages) do
      local sum = 0
      for _, copy in ipairs(copies_of[key(pair.to, pair.from)] or {}) do
        sum = sum + overlap(copy.start, copy.stop, p.start, p.stop)
      end
      result.passages = result.passages + 1
      if sum >= (p.stop - p.start + 1) / 2 then right = right + 1 end
    end
  end
  result.recall = (#truth - #result.missed) / #truth
  result.precision = right / result.passages
  return result
end

return M
