-- palette: the colours of charts, for light and for dark paper. Series are those of Okabe and Ito (2008), which people
-- with any kind of colour blindness tell apart, in an order in which neighbours differ most; the last ones are for
-- parts beyond the eighth. `ramp` goes from little to much in one hue, so that it is read in grey as well. `terminal`
-- are the numbers of the 256 colours of terminals that are nearest to the series.
-- (fazhi.chart)
return {
  terminal = { 32, 166, 36, 175, 214, 74, 100, 89, 73, 61, 245, 250 },
  light = {
    paper = "#ffffff", ink = "#1a1a1a", muted = "#595959", grid = "#dddddd", gap = "#f0f0f0", mark = "#1a1a1a",
    yes = "#0072b2", no = "#e69f00",
    series = { "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a6a00", "#882255", "#44aa99",
      "#332288", "#999999", "#bbbbbb" },
    ramp = { "#deebf7", "#9ecae1", "#6baed6", "#2171b5", "#084a91" },
  },
  dark = {
    paper = "#16181d", ink = "#ececec", muted = "#b3b3b3", grid = "#3a3d44", gap = "#25282e", mark = "#ececec",
    yes = "#56b4e9", no = "#e69f00",
    series = { "#56b4e9", "#f28e2b", "#2cc995", "#e79cc4", "#f0c94f", "#9fd3f5", "#f0e442", "#d0729c", "#7fd6c8",
      "#9a8fe0", "#8c8c8c", "#6a6a6a" },
    ramp = { "#1d2f45", "#1f4a75", "#2b6cab", "#5b9bd5", "#a9d2f5" },
  },
}
