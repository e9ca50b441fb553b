-- When two texts are one report, and which copy of it is kept. Similarity is the share of runs of
-- eight characters that two texts have in common (Jaccard); contained is the share of one's runs
-- that stand in the other. Reports of one government share 30 to 60 % with those of the year
-- before, and neighbours copy a template: that is no twin, and stays below these limits because
-- every changed figure breaks eight runs. Copies of one report on other pages lie above 0.88.

return {
  -- Of so many characters that count, a text is compared run by run; a shorter one is a twin only
  -- of one with the very same characters, and none at all below the second number.
  least = 100,
  least_same = 20,

  -- What is written down when a report is added, so that `dedupe --threshold` can ask for less.
  recorded = 0.5,

  -- Region and year of both are known and agree.
  near = 0.8, -- similarity; also the default of `dedupe --threshold`
  part = 0.9, -- contained: a copy cut short, or one without its lists

  -- Region or year is unknown in one of them: the text has to say more.
  unknown = { near = 0.9, contained = 0.95 },

  -- The issuers differ, though region and year agree: a department's report is not its government's,
  -- but the same text put up by both is one report.
  issuer = { contained = 0.95 },

  -- Figures that stand in the same words differ: another edition, never set aside.
  -- Region, year or kind differ: never set aside. From here on it is told, since one of the two
  -- must have been read wrongly or bears a wrong title, or two places published one text.
  doubt = 0.95,

  -- Which copy is kept: the first line on which two differ decides.
  order = {
    { id = "named", en = "its region and kind are known", zh = "地区、文种明确" },
    { id = "whole", en = "the whole text", zh = "全文完整" }, -- not a part of another copy
    { id = "corrected", en = "corrected by hand", zh = "经人工更正" },
    { id = "kind", en = "its kind is known", zh = "文种明确" },
    { id = "complete", en = "no figures lost", zh = "数字不缺" }, -- nine tenths of the most figures of a copy
    { id = "damage", en = "less damage", zh = "损坏少" }, -- bytes that could not be read
    { id = "facts", en = "more of title, region, year, issuer, date", zh = "标题、地区、年度、机关、日期更全" },
    { id = "script", en = "simplified script, not converted", zh = "简体原文" },
    { id = "format", en = "better format", zh = "文件格式更好" }, -- text before pages that were laid out
    { id = "lines", en = "fewer broken lines", zh = "断行少" }, -- a break may tear a number
    { id = "figures", en = "more figures", zh = "数字更多" },
    { id = "length", en = "longer text", zh = "正文更长" },
    { id = "first", en = "added first", zh = "先入库" },
  },
  complete = 0.9,

  -- Formats in which the text stands as it was written come before those it has to be won from.
  formats = { text = 4, html = 4, docx = 4, office = 2, doc = 2, odt = 2, rtf = 2, wps = 2, pdf = 1 },
}
