-- funnel: the way of a dispute through administrative review and the courts, as stages that reports tell in
-- numbers. `before` are the stages that a share is taken of, the first that is told counts; `part_of` those
-- of which the stage is a part, so that it cannot be larger and its share is a proportion. What is closed is
-- no part of what was accepted, since cases are carried over from year to year; lawsuits come without review too.
return {
  stages = {
    { id = "received", indicator = "review_applied", zh = "收到申请", en = "received" },
    { id = "rejected", indicator = "review_rejected", zh = "不予受理", en = "refused",
      before = { "received" }, part_of = { "received" } },
    { id = "accepted", indicator = "review_accepted", zh = "受理", en = "accepted",
      before = { "received" }, part_of = { "received" } },
    { id = "closed", indicator = "review_closed", zh = "审结", en = "closed", before = { "accepted" } },
    { id = "mediated", indicator = "review_mediated", zh = "调解和解", en = "settled",
      before = { "closed" }, part_of = { "closed" } },
    { id = "corrected", indicator = "review_corrected", zh = "纠错", en = "corrected",
      before = { "closed" }, part_of = { "closed" } },
    { id = "suits", indicator = "suits_total", zh = "应诉", en = "litigated", before = { "closed" } },
    { id = "first_instance", indicator = "suits_first_instance", zh = "一审", en = "first instance",
      before = { "suits" }, part_of = { "suits" } },
    { id = "lost", indicator = "suits_lost", zh = "败诉", en = "lost",
      before = { "first_instance", "suits" }, part_of = { "suits", "first_instance" } },
  },
  -- Rates that reports claim, and the quotients that may be meant; the first is the one that is compared.
  claims = {
    { indicator = "review_direct_correction_rate", zh = "自称直接纠错率", en = "claimed direct correction rate",
      ratios = { "closed", "unsettled", "accepted" } },
    { indicator = "review_correction_rate", zh = "自称纠错率", en = "claimed correction rate",
      ratios = { "closed", "unsettled", "accepted", "overall" } },
    { indicator = "review_overall_correction_rate", zh = "自称综合纠错率", en = "claimed overall correction rate",
      ratios = { "overall", "overall_accepted", "closed", "unsettled" } },
    { indicator = "suits_lost_rate", zh = "自称败诉率", en = "claimed rate of lost suits",
      ratios = { "lost_first", "lost_all" } },
  },
  ratios = {
    closed = { over = { "corrected" }, of = "closed", zh = "纠错÷审结", en = "corrected ÷ closed" },
    unsettled = { over = { "corrected" }, of = "closed", minus = "mediated", zh = "纠错÷（审结－调解）",
      en = "corrected ÷ (closed − settled)" },
    accepted = { over = { "corrected" }, of = "accepted", zh = "纠错÷受理", en = "corrected ÷ accepted" },
    overall = { over = { "corrected", "mediated" }, of = "closed", zh = "（纠错＋调解）÷审结",
      en = "(corrected + settled) ÷ closed" },
    overall_accepted = { over = { "corrected", "mediated" }, of = "accepted", zh = "（纠错＋调解）÷受理",
      en = "(corrected + settled) ÷ accepted" },
    lost_first = { over = { "lost" }, of = "first_instance", zh = "败诉÷一审", en = "lost ÷ first instance" },
    lost_all = { over = { "lost" }, of = "suits", zh = "败诉÷应诉", en = "lost ÷ litigated" },
  },
  -- Words of cases carried over, in the sentence of what was closed.
  carried = { "结转", "往年", "上年未结", "旧存" },
}
