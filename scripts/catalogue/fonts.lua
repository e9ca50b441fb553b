-- fonts: fonts with Chinese characters that charts are drawn in, the first one that is there.
-- (fazhi.chart.svg, fazhi.chart.gnuplot, `fazhi doctor`)
return {
  "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei",
  "WenQuanYi Zen Hei", "Droid Sans Fallback", "Noto Serif CJK SC", "AR PL UMing CN", "SimHei", "SimSun",
}
