-- money: indicators of reports on audits, a kind of one's own.

return {
  {
    id = "audit_problem_money", zh = "查出问题金额", en = "money found to be misused", unit = "元",
    definition = "审计查出的问题金额。",
    find = "(查出|发现) … 问题 … <数>",
    tests = { hit = { { "审计查出各类问题金额3.5亿元。", 350000000 } }, miss = { "投入审计力量35人。" } },
  },
}
