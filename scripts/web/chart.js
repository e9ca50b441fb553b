// chart: draws the charts of a page with ECharts. Each figure carries its chart as JSON (fazhi.chart.html writes it);
// colours are variables of the page, so that light and dark paper and printing need no second drawing of one's own.
// Texts reach the page as text only: labels by the canvas, tooltips by textContent.
(function () {
  "use strict";

  const ROW = 24, MOST_ROWS = 60, TILE = 8;
  const LANG = document.documentElement.lang === "en" ? "en" : "zh";

  function css(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--fz-" + name).trim();
  }

  function seriesColor(place) { return css("series" + (place % 12 + 1)); }

  function round(value, digits) { return String(Number(value.toFixed(digits))); }

  const ZH = [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]], EN = [[1e9, "bn"]], NARROW = [[1e9, "bn"], [1e6, "M"], [1e3, "k"]];

  // For an axis: 1200000 → 120万, in English 1,200,000; with `digits`, for a tile, 1.2M.
  function short(value, lang, digits) {
    const size = Math.abs(value), own = digits ? NARROW : EN;
    for (const [power, sign] of size >= 10000 ? lang === "zh" ? ZH : own : []) {
      if (size >= power) return Number((value / power).toPrecision(digits || 4)) + sign;
    }
    const told = Number(value.toPrecision(digits || 4));
    return size >= 1000000 ? told.toLocaleString("en-US") : String(told);
  }

  // 3219315000000 → 3.2193万亿, 1234567 → 123.4567万; in English 3,219.315bn, 1,234,567. Small ones as they are.
  function exact(value) {
    if (Math.abs(value) < 1000000) return Number.isInteger(value) ? String(value) : round(value, 2);
    if (LANG !== "zh") {
      return Math.abs(value) < 1e9 ? Math.round(value).toLocaleString("en-US")
        : (value / 1e9).toLocaleString("en-US", { maximumFractionDigits: 4 }) + "bn";
    }
    const power = [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]].find(one => Math.abs(value) >= one[0]);
    return round(value / power[0], 4) + power[1];
  }

  function isNumber(value) { return typeof value === "number"; }

  // Values stand by place in a list in which a gap is null.
  function at(list, i) { return list && isNumber(list[i]) ? list[i] : null; }

  function element(tag, text) {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // ---- what every chart has

  function tooltip(lines) {
    const box = element("div");
    lines.forEach(function (line, i) { box.appendChild(element(i ? "div" : "strong", line)); });
    return box;
  }

  function frame(lines) {
    return {
      animation: false,
      textStyle: { color: css("ink"), fontFamily: getComputedStyle(document.body).fontFamily },
      tooltip: {
        confine: true, backgroundColor: css("paper"), borderColor: css("muted"), textStyle: { color: css("ink") },
        formatter: function (what) { return tooltip(lines(what)); }
      }
    };
  }

  function legend(panel) {
    if (panel.series.length < 2) return undefined;
    return { type: "scroll", top: 0, textStyle: { color: css("ink") }, pageTextStyle: { color: css("ink") } };
  }

  function categoryAxis(labels, more) {
    return Object.assign({
      type: "category", data: labels.map(String), axisTick: { show: false },
      axisLine: { lineStyle: { color: css("muted") } }, axisLabel: { color: css("ink") }
    }, more);
  }

  function valueAxis(panel, data, more) {
    const range = panel.range || [];
    return Object.assign({
      type: "value", min: isNumber(range[0]) ? range[0] : undefined, max: isNumber(range[1]) ? range[1] : undefined,
      axisLabel: { color: css("muted"), hideOverlap: true, formatter: function (value) { return short(value, data.lang); } },
      splitLine: { lineStyle: { color: css("grid") } }
    }, more);
  }

  // Marks and the ends of intervals as lines of one series.
  function markLines(panel, one, role, isAcross, withMarks) {
    const lines = [];
    panel.labels.forEach(function (_, i) {
      const low = at(one.low, i), high = at(one.high, i);
      if (low === null || high === null) return;
      lines.push([{ coord: isAcross ? [low, i] : [i, low] }, { coord: isAcross ? [high, i] : [i, high] }]);
    });
    (withMarks ? panel.marks : []).forEach(function (mark) {
      const line = { name: mark.label, lineStyle: { type: "dashed", color: css("mark"), width: 1.5 },
        label: { show: true, color: css("muted"), position: isAcross ? "start" : "insideEndTop",
          formatter: function () { return (mark.label + " " + exact(mark.value)).trim(); } } };
      line[isAcross ? "xAxis" : "yAxis"] = mark.value;
      lines.push(line);
    });
    return { silent: true, symbol: "none", label: { show: false }, data: lines,
      lineStyle: { color: role, width: 2, type: "solid" } };
  }

  function valueLine(data, panel, one, i) {
    const value = at(one.values, i), unit = panel.unit ? " " + panel.unit : "";
    const low = at(one.low, i), high = at(one.high, i);
    const range = low === null || high === null ? "" : " [" + exact(low) + ", " + exact(high) + "]";
    const told = value === null ? data.words.missing : exact(value) + unit + range;
    return (one.name ? one.name + (data.lang === "zh" ? "：" : ": ") : "") + told;
  }

  function linesOf(data, panel) {
    return function (what) {
      const list = Array.isArray(what) ? what : [what];
      const i = list.length ? list[0].dataIndex : 0;
      return [String(panel.labels[i])].concat(panel.series.map(function (one) {
        return valueLine(data, panel, one, i);
      }));
    };
  }

  // ---- lines and steps

  // Values that follow each other without a gap or a break, each stretch as a list of its own.
  function runs(one, count) {
    const list = [];
    let run = null;
    for (let i = 0; i < count; i++) {
      if (at(one.values, i) === null) { run = null; continue; }
      if (!run || (one.breaks && one.breaks[i])) { run = new Array(count).fill(null); list.push(run); }
      run[i] = one.values[i];
    }
    return list;
  }

  // A year without a value is as wide as a year is.
  function gapAreas(panel, box) {
    const width = Math.min(24, (box.clientWidth - 80) / panel.labels.length);
    const values = panel.series[0].values, areas = [];
    const known = panel.labels.map(function (_, i) { return at(values, i) !== null; });
    for (let i = known.indexOf(true); i >= 0 && i < known.lastIndexOf(true); i++) {
      if (!known[i]) areas.push([{ xAxis: i }, { xAxis: i }]);
    }
    return { silent: true, itemStyle: { color: css("gap"), borderColor: css("gap"), borderWidth: Math.max(1, width) }, data: areas };
  }

  function lineOption(data, panel, box) {
    const series = [];
    panel.series.forEach(function (one, s) {
      runs(one, panel.labels.length).forEach(function (run, k) {
        series.push({ type: "line", name: one.name, data: run, step: panel.kind === "step" ? "end" : false,
          symbol: "circle", symbolSize: 7, showSymbol: true, showAllSymbol: true, color: seriesColor(s), lineStyle: { width: 2 },
          markArea: s === 0 && k === 0 && panel.series.length === 1 ? gapAreas(panel, box) : undefined,
          markLine: k === 0 ? markLines(panel, one, seriesColor(s), false, s === 0) : undefined });
      });
    });
    const option = frame(linesOf(data, panel));
    option.tooltip.trigger = "axis";
    return Object.assign(option, { series: series, legend: legend(panel),
      grid: { left: 8, right: 24, top: panel.series.length > 1 ? 40 : 16, bottom: 8, containLabel: true },
      xAxis: categoryAxis(panel.labels), yAxis: valueAxis(panel, data, { min: undefined, max: undefined }) });
  }

  // ---- rows: bars, dots, stacks and funnels

  function rowGrid(panel) {
    return { left: 8, right: 72, top: panel.series.length > 1 ? 40 : panel.marks.length ? 26 : 8, bottom: 8,
      containLabel: true };
  }

  function rowZoom(panel) {
    if (panel.labels.length <= MOST_ROWS) return undefined;
    return [{ type: "slider", yAxisIndex: 0, startValue: 0, endValue: MOST_ROWS - 1, width: 16, right: 4,
      labelFormatter: "" }, { type: "inside", yAxisIndex: 0, zoomOnMouseWheel: false, moveOnMouseWheel: true }];
  }

  function rows(data, panel, series) {
    const option = frame(linesOf(data, panel));
    option.tooltip.trigger = "axis";
    option.tooltip.axisPointer = { type: "shadow" };
    return Object.assign(option, { series: series, legend: legend(panel), grid: rowGrid(panel),
      dataZoom: rowZoom(panel), xAxis: valueAxis(panel, data),
      yAxis: categoryAxis(panel.labels, { inverse: true, axisLabel: { color: css("ink"), width: 180,
        overflow: "truncate", interval: 0 } }) });
  }

  // Letters that lie over lines are edged with the paper.
  function label(more) {
    return Object.assign({ show: true, color: css("ink"), textBorderColor: css("paper"), textBorderWidth: 3 }, more);
  }

  function shownValue(what) { return isNumber(what.value) ? exact(what.value) : ""; }

  // A value that a mark would cross stands behind it; where that is, is known once the rest is drawn.
  function besideMarks(panel, option, drawn) {
    if (panel.kind !== "bar" || panel.marks.length === 0) return;
    option.series.forEach(function (one) { one.data.forEach(function (item) {
      const end = item.value === null || item.value < 0 ? NaN : drawn.convertToPixel({ xAxisIndex: 0 }, item.value);
      panel.marks.forEach(function (mark) {
        const at = drawn.convertToPixel({ xAxisIndex: 0 }, mark.value), long = 8 * exact(item.value || 0).length + 8;
        if (at > end && at < end + long) item.label.distance = at - end + 5;
      });
    }); });
    drawn.setOption({ series: option.series });
  }

  function barOption(data, panel) {
    return rows(data, panel, panel.series.map(function (one, s) {
      const values = panel.labels.map(function (_, i) {
        const value = at(one.values, i);
        const isLess = value !== null && value < 0 && panel.series.length === 1;
        return { value: value, label: { position: value < 0 ? "left" : "right" },
          itemStyle: { color: isLess ? seriesColor(1) : seriesColor(s) } };
      });
      return { type: "bar", name: one.name, data: values, color: seriesColor(s), barMaxWidth: 18,
        label: label({ formatter: shownValue }),
        markLine: markLines(panel, one, seriesColor(s), true, s === 0) };
    }));
  }

  function dotOption(data, panel) {
    return rows(data, panel, panel.series.map(function (one, s) {
      const points = [];
      panel.labels.forEach(function (_, i) {
        if (at(one.values, i) !== null) points.push([one.values[i], i]);
      });
      return { type: "scatter", name: one.name, data: points, color: seriesColor(s), symbolSize: 11,
        label: label({ position: "top", distance: 2, fontSize: 11,
          formatter: function (what) { return exact(what.value[0]); } }),
        itemStyle: { opacity: 1 },
        markLine: markLines(panel, one, seriesColor(s), true, s === 0) };
    }));
  }

  // Of dots only those that are there are told, so that the row is told by the point and not by its place.
  function dotLines(data, panel) {
    const lines = linesOf(data, panel);
    return function (what) {
      const one = Array.isArray(what) ? what[0] : what;
      return lines({ dataIndex: one.value[1] });
    };
  }

  function stackOption(data, panel) {
    return rows(data, panel, panel.series.map(function (one, s) {
      return { type: "bar", name: one.name, stack: "all", color: seriesColor(s), barMaxWidth: 20,
        data: panel.labels.map(function (_, i) { return at(one.values, i); }) };
    }));
  }

  function funnelOption(data, panel) {
    const values = panel.labels.map(function (_, i) { return at(panel.series[0].values, i); });
    const known = values.filter(isNumber), most = Math.max.apply(null, known.concat(0));
    const option = rows(data, panel, [
      { type: "bar", stack: "all", silent: true, color: "transparent", barMaxWidth: 24,
        data: values.map(function (value) { return value === null ? null : (most - value) / 2; }) },
      { type: "bar", stack: "all", color: seriesColor(0), barMaxWidth: 24, data: values,
        label: label({ position: "right", formatter: function (what) {
          return isNumber(what.value) ? exact(what.value) : "";
        } }) }
    ]);
    option.xAxis = { type: "value", show: false, max: most || 1 };
    return option;
  }

  // ---- cells and tiles

  function stepOf(value, low, high) {
    return Math.min(5, 1 + Math.floor((high > low ? (value - low) / (high - low) : 0) * 5));
  }

  function extent(panel) {
    const all = [];
    panel.series.forEach(function (one) { panel.labels.forEach(function (_, i) {
      if (at(one.values, i) !== null) all.push(one.values[i]);
    }); });
    return [Math.min.apply(null, all), Math.max.apply(null, all)];
  }

  function cell(data, panel, value, range) {
    const levels = data.levels || [];
    const place = levels.findIndex(function (level) { return level.value === value; });
    const role = value === null ? "gap" : levels.length === 2 ? (place === 0 ? "yes" : "no")
      : "ramp" + stepOf(value, range[0], range[1]);
    return { role: role, label: value === null ? "?" : place >= 0 ? levels[place].label : short(value, data.lang) };
  }

  function heatOption(data, panel, box) {
    const range = extent(panel), points = [];
    panel.labels.forEach(function (_, i) { panel.series.forEach(function (one, s) {
      const shown = cell(data, panel, at(one.values, i), range);
      points.push({ value: [s, i], name: shown.label, itemStyle: { color: css(shown.role), opacity: 1 },
        label: { color: css("over-" + shown.role) } });
    }); });
    const option = frame(function (what) {
      return [String(panel.labels[what.value[1]]), panel.series[what.value[0]].name + " " + what.name];
    });
    const left = 170, width = Math.max(24, (box.clientWidth - left - 16) / panel.series.length - 2);
    return Object.assign(option, {
      grid: { left: left, right: 16, top: 56, bottom: 4 }, dataZoom: rowZoom(panel),
      xAxis: categoryAxis(panel.series.map(function (one) { return one.name; }), { position: "top",
        axisLine: { show: false }, axisLabel: { color: css("ink"), interval: 0, width: width, overflow: "break" } }),
      yAxis: categoryAxis(panel.labels, { inverse: true, axisLine: { show: false },
        axisLabel: { color: css("ink"), width: left - 12, overflow: "truncate", interval: 0 } }),
      series: [{ type: "scatter", symbol: "rect", symbolSize: [width, ROW - 3], data: points,
        label: { show: true, formatter: function (what) { return what.name; } } }] });
  }

  function tileSize(box) { return Math.floor(Math.min(box.clientWidth, 480) / TILE) - 2; }

  const LARGE = 12, LEAST = 9; // pixels of the figures on tiles

  // What stands on the tiles and how large, so that the widest figure fits its tile whole: in smaller type, and where
  // that would be too small to read with two digits in place of three.
  function tileFigures(values, lang, room) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = LARGE + "px " + getComputedStyle(document.body).fontFamily;
    function sizeOf(figures) {
      const widest = Math.max.apply(null, figures.map(function (one) { return pen.measureText(one).width; }));
      return Math.min(LARGE, Math.floor(10 * LARGE * room / widest) / 10);
    }
    function told(digits) { return values.map(function (one) { return short(one, lang, digits); }); }
    const digits = sizeOf(told(3)) >= LEAST ? 3 : 2;
    return { digits: digits, size: sizeOf(told(digits)) };
  }

  function tilesOption(data, panel, box) {
    const range = extent(panel), place = {};
    panel.codes.forEach(function (code, i) { place[code.slice(0, 2)] = i; });
    function provinces(codes) { return codes && codes.map(function (code) { return code.slice(0, 2); }); }
    const silent = provinces(panel.silent), other = provinces(panel.other) || [];
    const size = tileSize(box);
    const figures = tileFigures(panel.series[0].values.filter(isNumber), data.lang, size - 4);
    const points = data.tiles.map(function (tile) {
      const i = place[tile.code], value = i === undefined ? null : at(panel.series[0].values, i);
      const isOther = value === null && other.includes(tile.code);
      const isNone = value === null && !isOther && silent && !silent.includes(tile.code);
      const role = isNone || isOther ? "paper" : value === null ? "gap" : "ramp" + stepOf(value, range[0], range[1]);
      return { value: [tile.column - 0.5, tile.row - 0.5], name: tile.name, place: i,
        itemStyle: { color: css(role), opacity: 1, borderColor: css(isOther ? "muted" : "grid"),
          borderWidth: isOther ? 2.5 : isNone ? 1.5 : 0 },
        absence: data.words[isOther ? "other" : isNone ? "none" : "missing"],
        shown: isOther ? "≠" : isNone ? "" : value === null ? "—" : short(value, data.lang, figures.digits),
        label: { color: css(isNone || isOther ? "muted" : "over-" + role) } };
    });
    const option = frame(function (what) {
      const i = what.data.place;
      return i === undefined ? [what.name, what.data.absence]
        : [String(panel.labels[i]), valueLine(data, panel, panel.series[0], i)];
    });
    const axis = { type: "value", min: 0, max: TILE, show: false };
    const edge = Math.max(0, (box.clientWidth - (size + 2) * TILE) / 2);
    return Object.assign(option, { grid: { left: edge, right: edge, top: 0, bottom: 0 }, xAxis: axis,
      yAxis: Object.assign({ inverse: true }, axis),
      series: [{ type: "scatter", symbol: "rect", symbolSize: size, data: points,
        label: { show: true, lineHeight: 18, rich: { figure: { fontSize: figures.size, lineHeight: 18 } },
          formatter: function (what) { return what.name + "\n{figure|" + what.data.shown + "}"; } } }] });
  }

  const builders = { line: lineOption, step: lineOption, bar: barOption, dot: dotOption, stack: stackOption,
    funnel: funnelOption, heat: heatOption, tiles: tilesOption };

  function heightOf(panel, box) {
    const count = Math.min(panel.labels.length, MOST_ROWS);
    if (panel.kind === "line" || panel.kind === "step") return panel.narrow ? 200 : 300;
    if (panel.kind === "tiles") return (tileSize(box) + 2) * TILE;
    if (panel.kind === "heat") return count * ROW + 60;
    if (panel.kind === "funnel") return count * 34 + 20;
    const series = panel.kind === "stack" ? 1 : panel.series.length;
    return count * Math.max(ROW, 12 * series + 8) + 34 + (panel.series.length > 1 || panel.marks.length ? 26 : 0);
  }

  // ---- the page

  function draw(box, data, panel) {
    box.textContent = "";
    function fit() { box.style.height = heightOf(panel, box) + "px"; }
    fit();
    const drawn = echarts.init(box, null, { renderer: "svg" });
    function paint() {
      const option = builders[panel.kind](data, panel, box);
      if (panel.kind === "dot") {
        option.tooltip.trigger = "item";
        option.tooltip.formatter = function (what) { return tooltip(dotLines(data, panel)(what)); };
      }
      drawn.setOption(option, true);
      besideMarks(panel, option, drawn);
    }
    paint();
    return { paint: paint, resize: function () { fit(); drawn.resize(); paint(); } };
  }

  function start() {
    const all = [];
    document.querySelectorAll("figure.fz-chart").forEach(function (figure) {
      const data = JSON.parse(figure.querySelector("script.fz-data").textContent);
      figure.classList.add("fz-live");
      figure.querySelectorAll(".fz-canvas").forEach(function (box, i) { all.push(draw(box, data, data.panels[i])); });
    });
    function each(what) { return function () { all.forEach(function (one) { one[what](); }); }; }
    window.addEventListener("resize", each("resize"));
    window.addEventListener("beforeprint", each("resize"));
    window.addEventListener("afterprint", each("resize"));
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", each("paint"));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
