#!/usr/bin/env python3
"""peer.py: the job of `fazhi add` as one writes it in Python: decode, strip pages, outline, place and year, figures with
unit and bound, indicators, SQLite rows and full text. Two processes parse, this one writes.

    peer.py FOLDER DATABASE REGIONS RULES TRADITIONAL

FOLDER has .txt and .html files; REGIONS is a table of places, RULES the words of the indicators (rules.tsv says how),
TRADITIONAL pairs of characters. It reads what it needs to and no more: compiled expressions, chunks through a pool,
executemany, write-ahead log, transactions of 500 reports, indexes after the rows, full text without content.
"""
import csv, hashlib, html, multiprocessing, os, re, sqlite3, sys

SCHEMA = """
CREATE TABLE source(id INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, bytes INTEGER, encoding TEXT);
CREATE TABLE report(id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, kind TEXT, title TEXT, issuer TEXT,
  region_code TEXT, region TEXT, level TEXT, year INTEGER, body TEXT NOT NULL);
CREATE TABLE section(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, parent_id INTEGER, ordinal INTEGER,
  level INTEGER, marker TEXT, heading TEXT, start INTEGER, stop INTEGER);
CREATE TABLE figure(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, section_id INTEGER, start INTEGER, stop INTEGER,
  raw TEXT, value REAL, upper REAL, unit TEXT, bound TEXT, kind TEXT);
CREATE TABLE observation(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, indicator_id TEXT, figure_id INTEGER,
  value REAL, unit TEXT, bound TEXT);
CREATE VIRTUAL TABLE passage_fts USING fts5(text, content='', tokenize='unicode61');
CREATE TABLE passage(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, section_id INTEGER, start INTEGER, stop INTEGER);
"""
INDEXES = """
CREATE INDEX report_region ON report(region_code, year);
CREATE INDEX section_report ON section(report_id, ordinal);
CREATE INDEX figure_report ON figure(report_id, start);
CREATE INDEX figure_section ON figure(section_id);
CREATE INDEX observation_report ON observation(report_id);
CREATE INDEX observation_indicator ON observation(indicator_id, report_id);
CREATE INDEX observation_figure ON observation(figure_id);
CREATE INDEX passage_report ON passage(report_id);
"""

# ---- text -------------------------------------------------------------------------------------

UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<head\b.*?</head>", re.S | re.I)
BLOCK = re.compile(r"</?(?:p|div|h\d|li|ul|tr|table|br)\b[^>]*>", re.I)
TAG = re.compile(r"<[^>]+>")
FURNITURE = re.compile(r"^(?:当前位置|来源：|上一篇|下一篇|主办：|网站首页|版权所有|浏览次数|联系电话|责任编辑)")
BLANKS = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=\d)|(?<=\d) +(?=[\u4e00-\u9fff])")
WIDE = re.compile(r"[０-９]")
WIDE_DIGITS = {0xFF10 + i: 0x30 + i for i in range(10)}
TRADITIONAL_SIGN = re.compile(r"[務會關報與設規]")


def decode(data):
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode("utf-8", "replace"), "UTF-8"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace"), "GB18030"


def clean(text, is_page, traditional):
    if is_page:
        text = html.unescape(TAG.sub("", BLOCK.sub("\n", UNSEEN.sub("", text)))).replace("\xa0", " ")
    if TRADITIONAL_SIGN.search(text):
        text = text.translate(traditional)
    if WIDE.search(text):
        text = text.translate(WIDE_DIGITS)
    lines = (line.strip() for line in BLANKS.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line and not FURNITURE.match(line))


# ---- place, year, outline -----------------------------------------------------------------------

TITLE = re.compile(r"^(.{0,30}?)(?:人民政府)?(?:关于)?(\d{4})年.{0,6}法治政府建设.*$", re.M)
MARKERS = re.compile(
    r"^([一二三四五六七八九十]{1,3}、)|^([（(][一二三四五六七八九十]{1,3}[）)])|^(\d{1,2}[.．])|"
    r"(?:^|(?<=[。；]))((?:[一二三四五六七八九十]{1,3})是)", re.M)
PLAN = re.compile(r"工作安排|工作打算|工作计划|主要安排|下一步")


def meta(body, regions):
    found = TITLE.search(body)
    if not found:
        return {"kind": "other", "title": body.split("\n", 1)[0], "year": None, "region": (None, None, None)}
    return {"kind": "rule_of_law", "title": found.group(0), "year": int(found.group(2)),
            "region": regions.get(found.group(1), (None, None, None))}


def heading_of(body, start, level):
    line = body.find("\n", start)
    line = len(body) if line < 0 else line
    stop = body.find("。", start, line)
    return body[start:line if stop < 0 else stop]


def outline(body):
    """[level, marker, heading, start, stop, parent row]; a section ends where one of its level or above begins."""
    rows, stack = [], []
    for found in MARKERS.finditer(body):
        level = found.lastindex
        while stack and rows[stack[-1]][0] >= level:
            rows[stack.pop()][4] = found.start(level)
        rows.append([level, found.group(level), heading_of(body, found.end(level), level), found.start(level), len(body),
                     stack[-1] if stack else None])
        stack.append(len(rows) - 1)
    return rows


# ---- figures -------------------------------------------------------------------------------------

UNITS = ("个工作日 工作日 个百分点 百分点 个月 万元 亿元 元 人次 件次 户次 家次 批次 场次 公里 平方米 分钟 小时 % ％ 件 个 次 项 名 人 户 "
         "家 份 条 卷 本 期 场 支 处 篇 类 部 起 宗 例 天 年 套 张 册 位 所 座 辆 批 吨 亩 倍 成 轮 堂 台 门 款 幅").split()
FIGURE = re.compile(
    r"(?P<pre>约|近|超过|超|突破|不少于|至少)?(?<![第〔\d.])(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<scale>万|亿)?(?P<mid>余|多)?"
    r"(?:(?:至|—|-)(?P<upper>\d+(?:\.\d+)?))?(?P<unit>" + "|".join(sorted(UNITS, key=len, reverse=True)) +
    r")(?P<post>以上|左右|以内|以下)?")
SCALE = {"万": 1e4, "亿": 1e8, None: 1}
MONEY = {"万元": 1e4, "亿元": 1e8, "元": 1}
PLAIN_UNIT = {"个工作日": "工作日", "个百分点": "百分点", "％": "%", "万元": "元", "亿元": "元"}
BOUND = {"约": "about", "近": "at_most", "超过": "at_least", "超": "at_least", "突破": "at_least", "不少于": "at_least",
         "至少": "at_least", "余": "at_least", "多": "at_least", "以上": "at_least", "左右": "about", "以内": "at_most",
         "以下": "at_most"}
GROWTH = re.compile(r"(?:增长|下降|减少|上升|提高|增加)(?:了|约)?$")


def figures(body):
    rows = []
    for found in FIGURE.finditer(body):
        pre, number, scale, mid, upper, unit, post = found.groups()
        if unit == "年" and not pre and (len(number) == 4 or scale is None and mid is None):
            continue
        factor = SCALE[scale] * MONEY.get(unit, 1)
        value = round(float(number.replace(",", "")) * factor, 6)
        kind = "money" if unit in MONEY else "percent" if unit in "%％" else "count"
        if kind == "percent" and GROWTH.search(body, max(0, found.start() - 4), found.start()):
            kind = "rate-change"
        rows.append((found.start(), found.end(), found.group(0), value, float(upper) * factor if upper else None,
                     PLAIN_UNIT.get(unit, unit), BOUND.get(pre or mid or post, "exact"), kind))
    return rows


# ---- indicators ----------------------------------------------------------------------------------

def read_rules(path):
    """unit → list of (indicator, clause, sentence, without, after), each an expression or None, in the order of the file."""
    by_unit = {}
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            words = [re.compile("|".join(map(re.escape, row[k].split("|")))) if row[k] else None
                     for k in ("clause", "sentence", "not", "after")]
            for unit in row["units"].split("|"):
                by_unit.setdefault(unit, []).append((row["id"], *words))
    return by_unit


def last_of(body, marks, start, stop):
    return max(body.rfind(mark, start, stop) for mark in marks) + 1


def next_of(body, start):
    found = AFTER_END.search(body, start)
    return found.start() if found else len(body)


AFTER_END = re.compile(r"[，。；、\n]")
AIM = re.compile(r"力争|目标|计划")


def observe(body, year, sections, rows, rules):
    """(figure row, indicator) of each figure that a rule fits, the first rule that does; none of plans and of last year."""
    other = re.compile(r"(?<![比较])%d年|(?<![比较])(?:上年|去年)" % (year - 1)) if year else re.compile(r"上年|去年")
    plans = [(s[3], s[4]) for s in sections if s[0] == 1 and PLAN.search(s[2])]
    found = []
    for i, figure in enumerate(rows):
        start, stop, unit, kind = figure[0], figure[1], figure[5], figure[7]
        if kind == "rate-change" or unit not in rules or any(a <= start < b for a, b in plans):
            continue
        sentence = max(last_of(body, "。\n", max(0, start - 200), start), start - 200, 0)
        if AIM.search(body, sentence, start) or other.search(body, sentence, start):
            continue
        clause = max(last_of(body, "，；、（", sentence, start), sentence)
        after = None
        for indicator, in_clause, in_sentence, without, behind in rules[unit]:
            if in_clause and not in_clause.search(body, clause, start):
                continue
            if in_sentence and not in_sentence.search(body, sentence, start):
                continue
            if without and without.search(body, clause, start):
                continue
            if behind:
                after = next_of(body, stop) if after is None else after
                if not behind.search(body, stop, after):
                    continue
            found.append((i, indicator))
            break
    return found


# ---- one report ----------------------------------------------------------------------------------

STATE = {}


def prepare(regions, rules, traditional):
    STATE["rules"] = read_rules(rules)
    with open(traditional, encoding="utf-8") as file:
        STATE["traditional"] = str.maketrans(dict(line.rstrip("\n").split("\t") for line in list(file)[1:]))
    names, several = {}, set()
    with open(regions, encoding="utf-8") as file:
        for line in file:
            if line[0] == "#":
                continue
            code, name, full, level, _, _, until = line.split("\t")[:7]
            place = (code, full, level)
            if until and full in names:
                continue
            names[full] = place
            if name != full:
                if name in names:
                    several.add(name)
                names[name] = place
    for name in several:
        del names[name]
    STATE["regions"] = names


def innermost(sections, at):
    row = None
    for i, section in enumerate(sections):
        if section[3] > at:
            break
        if at < section[4]:
            row = i
    return row


def passages(body, sections):
    cuts = [0] + [s[3] for s in sections] + [len(body)]
    return [(i - 1 if i else None, cuts[i], cuts[i + 1]) for i in range(len(cuts) - 1) if cuts[i] < cuts[i + 1]]


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    text, encoding = decode(data)
    body = clean(text, path.endswith(".html"), STATE["traditional"])
    told, sections, rows = meta(body, STATE["regions"]), outline(body), figures(body)
    issuer = body.rsplit("\n", 2)[-2] if body.count("\n") > 2 else None
    cut = [(section, start, stop, " ".join(body[start:stop])) for section, start, stop in passages(body, sections)]
    return {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "encoding": encoding,
            "body": body, "meta": told, "issuer": issuer, "sections": sections, "figures": rows,
            "within": [innermost(sections, row[0]) for row in rows],
            "observations": observe(body, told["year"], sections, rows, STATE["rules"]), "passages": cut}


# ---- writing -------------------------------------------------------------------------------------

class Writer:
    """Gives the ids, gathers rows and writes them a batch at a time."""

    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript("PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                              "PRAGMA cache_size=-65536;" + SCHEMA)
        self.reports = self.sections = self.figures = self.passages = 0
        self.rows = {name: [] for name in ("source", "report", "section", "figure", "observation", "passage", "fts")}

    def put(self, doc):
        self.reports += 1
        n, rows, told = self.reports, self.rows, doc["meta"]
        code, region, level = told["region"]
        rows["source"].append((n, doc["path"], doc["sha256"], doc["bytes"], doc["encoding"]))
        rows["report"].append((n, n, told["kind"], told["title"], doc["issuer"], code, region, level, told["year"], doc["body"]))
        s, f = self.sections, self.figures
        for i, (level, marker, heading, start, stop, parent) in enumerate(doc["sections"]):
            rows["section"].append((s + i, n, None if parent is None else s + parent, i, level, marker, heading, start, stop))
        for i, (figure, within) in enumerate(zip(doc["figures"], doc["within"])):
            rows["figure"].append((f + i, n, None if within is None else s + within, *figure))
        for i, indicator in doc["observations"]:
            figure = doc["figures"][i]
            rows["observation"].append((None, n, indicator, f + i, figure[3], figure[5], figure[6]))
        for section, start, stop, text in doc["passages"]:
            self.passages += 1
            rows["passage"].append((self.passages, n, None if section is None else s + section, start, stop))
            rows["fts"].append((self.passages, text))
        self.sections += len(doc["sections"])
        self.figures += len(doc["figures"])
        if n % 500 == 0:
            self.flush()

    def flush(self):
        self.db.execute("BEGIN IMMEDIATE")
        for name, rows in self.rows.items():
            table = "passage_fts(rowid, text)" if name == "fts" else name
            if rows:
                self.db.executemany("INSERT INTO %s VALUES (%s)" % (table, ",".join("?" * len(rows[0]))), rows)
            rows.clear()
        self.db.execute("COMMIT")

    def close(self):
        self.flush()
        self.db.executescript(INDEXES)
        self.db.close()


def main():
    folder, database, regions, rules, traditional = sys.argv[1:]
    paths = sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)
    writer = Writer(database)
    with multiprocessing.Pool(2, prepare, (regions, rules, traditional)) as pool:
        for start in range(0, len(paths), 1000):  # what is read ahead stays bounded
            for doc in pool.imap(read, paths[start:start + 1000], chunksize=16):
                writer.put(doc)
    writer.close()


if __name__ == "__main__":
    main()
