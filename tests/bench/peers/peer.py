#!/usr/bin/env python3
"""peer.py: the job of `fazhi add` as one writes it in Python: decode, strip pages, outline, place and year, figures with
unit, bound, scope and period, indicators, the bytes of the file behind each, SQLite rows and full text. Two processes
parse, this one writes.

    peer.py FOLDER DATABASE REGIONS RULES TRADITIONAL
    peer.py --search DATABASE WORD ...      each word and the number of reports that have it

FOLDER has .txt and .html files; REGIONS is a table of places, RULES what rules.lua prints, TRADITIONAL pairs of
characters. It does what it needs to and no more: compiled expressions, chunks through a pool, rules asked only where a
word of theirs stands, executemany, write-ahead log, transactions of 500 reports, indexes after the rows, full text
without content. README.md beside it says what is left out.
"""
import array, bisect, csv, functools, hashlib, html, multiprocessing, operator, os, re, sqlite3, sys, zlib

SCHEMA = """
CREATE TABLE source(id INTEGER PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, bytes INTEGER, encoding TEXT);
CREATE TABLE report(id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, kind TEXT, title TEXT, issuer TEXT,
  region_code TEXT, region TEXT, level TEXT, year INTEGER, body TEXT NOT NULL);
CREATE TABLE section(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, parent_id INTEGER, ordinal INTEGER,
  level INTEGER, marker TEXT, heading TEXT, start INTEGER, stop INTEGER, source_start INTEGER,
  source_stop INTEGER);
CREATE TABLE figure(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, section_id INTEGER, start INTEGER, stop INTEGER,
  source_start INTEGER, source_stop INTEGER, raw TEXT, value REAL, upper REAL, unit TEXT, bound TEXT, kind TEXT,
  scope TEXT, period TEXT);
CREATE TABLE observation(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, indicator_id TEXT, figure_id INTEGER,
  value REAL, unit TEXT, bound TEXT, scope TEXT, period TEXT);
CREATE VIRTUAL TABLE passage_fts USING fts5(text, content='', tokenize="unicode61 tokenchars '。'");
CREATE TABLE passage(id INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, section_id INTEGER, start INTEGER, stop INTEGER,
  source_start INTEGER, source_stop INTEGER);
CREATE TABLE likeness(report_id INTEGER, other_id INTEGER, same INTEGER, similarity REAL, PRIMARY KEY (report_id, other_id));
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

FURNITURE = "当前位置|来源：|上一篇|下一篇|主办：|网站首页|版权所有|浏览次数|联系电话|责任编辑"
MARKUP = re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->|(</?(?:p|div|h\d|li|ul|tr|table|br)\b[^>]*>)|<[^>]+>|"
                    r"(&#?\w+;)", re.S | re.I)
TIDY = re.compile(r"(\s\s*)((?:(?:%s)[^\n]*\s*)*)" % FURNITURE)
WIDE_DIGITS = {0xFF10 + i: 0x30 + i for i in range(10)}
WIDE = re.compile(r"[０-９]")
TRADITIONAL_SIGN = re.compile(r"[務會關報與設規]")


def decode(data):
    """The text, the codec by which it leads back to bytes, the bytes before it."""
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode("utf-8", "surrogateescape"), "utf-8", 3
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codec = "utf-16-le" if data[0] == 0xFF else "utf-16-be"
        return data[2:].decode(codec, "replace"), codec, 2
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        return data.decode("gb18030", "surrogateescape"), "gb18030", 0


class Edit:
    """A text with all matches of an expression replaced, and the way from its characters back to the old ones: behind
    the n-th match the new text goes on at new[n] as the old one does at old[n]; `shown` where the match became words."""

    def __init__(self, text, expression, replacement):
        self.new, self.old, self.shown = [0], [0], [False]
        parts, at, length = [], 0, 0
        for found in expression.finditer(text):
            start, stop = found.span()
            parts.append(text[at:start])
            parts.append(replacement(found))
            length += start - at + len(parts[-1])
            self.new.append(length)
            self.old.append(stop)
            self.shown.append(parts[-1] not in ("", "\n"))
            at = stop
        parts.append(text[at:])
        self.text = "".join(parts)

    def first(self, place):
        n = bisect.bisect_right(self.new, place) - 1
        return self.old[n] + place - self.new[n]

    def last(self, place):
        """Where what ends before a place ended."""
        n = bisect.bisect_right(self.new, place) - 1
        return self.old[n] if self.new[n] == place and self.shown[n] else self.first(place - 1) + 1


def unmark(found):
    return "\n" if found.group(2) else html.unescape(found.group(3)) if found.group(3) else ""


def untidy(found):
    """Line ends without blanks and furniture; blanks in a line only where they do not stand beside a number."""
    blanks, rest = found.groups()
    text, start, stop = found.string, found.start(), found.end()
    if start == 0 or stop == len(text):
        return ""
    if "\n" in blanks:
        return "\n"
    before, behind = text[start - 1], text[found.end(1)]
    beside = before.isdecimal() and "\u4e00" <= behind <= "\u9fff" or behind.isdecimal() and "\u4e00" <= before <= "\u9fff"
    return ("" if beside else blanks) + rest


def clean(text, is_page, traditional):
    """The body of a report, and the edits that led to it, the last one first."""
    edits = []
    if is_page:
        edits.append(Edit(text, MARKUP, unmark))
        text = edits[0].text
    if TRADITIONAL_SIGN.search(text):
        text = text.translate(traditional)  # one character for one, so that places stay
    if WIDE.search(text):
        text = text.translate(WIDE_DIGITS)
    edits.insert(0, Edit(text, TIDY, untidy))
    return edits[0].text, edits


def source_of(text, codec, before, edits, starts, stops):
    """Place in the body -> byte of the file, of where things start and of where they stop."""
    first, last = {}, {}
    for place in starts:
        first[place] = functools.reduce(lambda at, edit: edit.first(at), edits, place)
    for place in stops:
        last[place] = functools.reduce(lambda at, edit: edit.last(at), edits, place)
    bytes_at, at, length = {}, 0, before
    for place in sorted({*first.values(), *last.values()}):
        length += len(text[at:place].encode(codec, "surrogateescape"))
        bytes_at[place], at = length, place
    return {p: bytes_at[q] for p, q in first.items()}, {p: bytes_at[q] for p, q in last.items()}


# ---- place, year, outline -----------------------------------------------------------------------

TITLE = re.compile(r"^(.{0,30}?)(?:人民政府)?(?:关于)?(\d{4})年.{0,6}法治政府建设.*$", re.M)
NUMERAL = "[一二三四五六七八九十]{1,3}"
MARKERS = re.compile(r"[\n。；](?:(?<=\n)(?:(%s、)|([（(]%s[）)])|(\d{1,2}[.．]))|(%s是))" % (NUMERAL, NUMERAL, NUMERAL))
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
    for found in MARKERS.finditer("\n" + body):  # so that the first line begins as the others do
        level = found.lastindex
        start, stop = found.start(level) - 1, found.end() - 1
        while stack and rows[stack[-1]][0] >= level:
            rows[stack.pop()][4] = start
        rows.append([level, found.group(level), heading_of(body, stop, level), start, len(body),
                     stack[-1] if stack else None])
        stack.append(len(rows) - 1)
    return rows


def within(sections, places):
    """The row of the innermost section of each place, both in the order of the text."""
    rows, stack, ahead = [], [], 0
    for place in places:
        while ahead < len(sections) and sections[ahead][3] <= place:
            stack.append(ahead)
            ahead += 1
        while stack and sections[stack[-1]][4] <= place:
            stack.pop()
        rows.append(stack[-1] if stack else None)
    return rows


# ---- figures -------------------------------------------------------------------------------------

UNITS = ("个工作日 工作日 个百分点 百分点 个月 万元 亿元 元 人次 件次 户次 家次 批次 场次 公里 平方米 分钟 小时 % ％ 件 个 次 项 名 人 户 "
         "家 份 条 卷 本 期 场 支 处 篇 类 部 起 宗 例 天 年 日 班 节 种 块 套 张 册 位 所 座 辆 批 吨 亩 倍 成 轮 堂 台 门 款 幅").split()
# It begins with a digit, which is what an expression finds fastest; what stands before is looked at afterwards.
FIGURE = re.compile(
    r"([0-9](?<![第〔\d.].)[0-9]*(?:,\d{3})*(?:\.\d+)?)(万|亿)?([余多])?(?:(?:至|—|-)(\d+(?:\.\d+)?))?(" +
    "|".join(sorted(UNITS, key=len, reverse=True)) + r")(以上|左右|以内|以下)?")
BEFORE = re.compile(r"(?:约|近|超过|超|突破|不少于|至少)\Z")
SCALE = {"万": 1e4, "亿": 1e8, None: 1}
MONEY = {"万元": 1e4, "亿元": 1e8, "元": 1}
PLAIN_UNIT = {"个工作日": "工作日", "个百分点": "百分点", "％": "%", "万元": "元", "亿元": "元"}
BOUND = {"约": "about", "近": "at_most", "超过": "at_least", "超": "at_least", "突破": "at_least", "不少于": "at_least",
         "至少": "at_least", "余": "at_least", "多": "at_least", "以上": "at_least", "左右": "about", "以内": "at_most",
         "以下": "at_most"}
GROWTH = re.compile(r"(?:增长|下降|减少|上升|提高|增加)(?:了|约)?$")


SAID = re.compile(r"([省市县区州旗]本级|全(?:[省市县区州旗镇乡]|系统))|(全年|今年|本年|去年|一年来|(?<![比较])\d{4}年)|(截至|目前)|(累计|以来)|"
                  r"(现有|共有|实有|现行有效)|(力争|目标是|计划|预计)")
PERIODS = (None, None, "annual", "to_date", "cumulative", "stock", "planned")


def said(body, start, stop, scope, period):
    """Whose and of what time figures are behind a piece of a sentence; a plan stays one up to the full stop."""
    for found in SAID.finditer(body, start, stop):
        if found.lastindex == 1:
            scope = found.group()
        elif period != "planned":
            period = PERIODS[found.lastindex]
    return scope, period


def plans_of(sections):
    return [(s[3], s[4]) for s in sections if s[0] == 1 and PLAN.search(s[2])]


def sentence_of(body, start, stop):
    ends = body.find("。", stop), body.find("\n", stop)
    return (max(body.rfind("。", 0, start), body.rfind("\n", 0, start)) + 1,
            min((end for end in ends if end >= 0), default=len(body)))


def figures(body, sections):
    """(start, stop, raw, value, upper, unit, bound, kind, scope, period) and the sentence of each."""
    plans = plans_of(sections)
    rows, sentences, sentence, at = [], [], (0, -1), 0
    for found in FIGURE.finditer(body):
        number, scale, mid, upper, unit, post = found.groups()
        start, stop = found.span()
        before = BEFORE.search(body, max(0, start - 3), start)
        if unit == "年" and not before and (len(number) == 4 or scale is None and mid is None):
            continue
        if unit == "日" and body[start - 1:start] == "月":
            continue
        if before:
            start = before.start()
        if start >= sentence[1]:
            sentence = sentence_of(body, start, stop)
            at, scope = sentence[0], None
            period = "planned" if any(a <= start < b for a, b in plans) else None
        scope, period = said(body, at, start, scope, period)
        at = stop
        factor = SCALE[scale] * MONEY.get(unit, 1)
        value = round(float(number.replace(",", "")) * factor, 6)
        kind = "money" if unit in MONEY else "percent" if unit in "%％" else "count"
        if kind == "percent" and GROWTH.search(body, max(0, start - 4), start):
            kind = "rate-change"
        bound = BOUND.get(before.group() if before else mid or post, "exact")
        rows.append((start, stop, body[start:stop], value, float(upper) * factor if upper else None,
                     PLAIN_UNIT.get(unit, unit), bound, kind, scope, period))
        sentences.append(sentence)
    return rows, sentences


# ---- indicators ----------------------------------------------------------------------------------

TOKEN = re.compile(r"<数>|<另数>|……|(?:\[\^([^]]*)\])?…(?:\{(\d+),(\d+)\})?|!\(|.")
ANOTHER = r"\d[\d.,]*[万亿]?[余多]?(?:%s)" % "|".join(sorted(UNITS, key=len, reverse=True))
SIGNS = {"(": "(?:", "!(": "(?!", "<另数>": ANOTHER, "……": r"[^。\n]*?", "^": "(?:^|(?<=[，；：]))",
         "$": "(?=[，；：。\n]|$)", " ": "", ")": ")", "|": "|", "?": "?"}


def expression_of(pattern, ends):
    """A side of a pattern of the catalogue as a regular expression; no gap goes over a character of ends."""
    out = []
    for found in TOKEN.finditer(pattern):
        token, (without, least, most) = found.group(), found.groups()
        if token.endswith("…") and token != "……" or token.endswith("}"):
            one = ("(?!%s)" % without if without else "") + "[^%s]" % ends
            out.append("(?:%s){%s,%s}" % (one, least or 0, most or 12))
        else:
            out.append(SIGNS[token] if token in SIGNS else re.escape(token))
    return "".join(out)


WORDS = re.compile(r"\(([^()…\[\]]+)\)(?!\?)|([\u4e00-\u9fff\dA-Z]+)(?![^()]*\))(\??)")


# What is denied, gaps, figures, choices of choices.
NO_WORDS = re.compile(r"!\([^)]*\)|\[\^[^]]*\]|\{[\d,]*\}|<另?数>|\([^()]*\([^()]*\)[^()]*\)\??")


def needed(pattern):
    """Words of which one stands wherever a pattern fits: the longest, of the fewest; none if all may be missing."""
    best, weight = (), 0
    for found in WORDS.finditer(NO_WORDS.sub(" ", pattern)):
        choices, word, question = found.groups()
        words = re.sub(".[?]| ", "", choices).split("|") if choices else [word[:-1] if question else word]
        shortest = min(map(len, words))
        if shortest / len(words) > weight:
            best, weight = words, shortest / len(words)
    return best


class Rule:
    """A pattern: what stands before the figure and behind it, and words of which one is there."""

    def __init__(self, pattern):
        self.before, figure, self.behind = (part.strip() for part in pattern.partition("<数>"))
        self.has_figure, self.pattern = bool(figure), pattern
        self.unit = None
        told = re.match(r"\(([^()]*)\)|([^ (…\[，、]+)", self.behind)
        words = told and (told.group(1) or told.group(2)).split("|")
        if words and all(word in UNITS for word in words):  # the unit itself is behind the number
            self.unit, self.behind = set(words), self.behind[told.end():].strip()
        self.words = needed(pattern)

    @functools.cached_property
    def test_before(self):
        end = r"\Z" if self.has_figure else ""
        return re.compile(expression_of(self.before, r"，；：。\n\d") + end).search

    @functools.cached_property
    def test_behind(self):
        return re.compile(expression_of(self.behind, r"，；：。、\n\d")).match

    def fits(self, before, behind, unit):
        if not self.has_figure:
            return self.test_before(before + "，" + behind)
        return ((not self.unit or unit in self.unit) and (not self.before or self.test_before(before))
                and (not self.behind or self.test_behind(behind)))


class Indicator:
    def __init__(self, name, units, topics, actors):
        self.name, self.units, self.topics, self.without = name, units, topics, []
        self.actors = actors or {"government", "counsel", "people"}


class Words:
    """Words that mean something, the longest at a place first, but not behind one of some others."""

    def __init__(self, meaning, but_behind=()):
        def choice(words):
            return "|".join(sorted(map(re.escape, words), key=len, reverse=True))

        self.meaning = meaning
        self.expression = re.compile("(%s)?(%s)" % (choice(but_behind) or "(?!)", choice(meaning)))

    def first(self, text):
        return next((self.meaning[found[2]] for found in self.expression.finditer(text) if not found[1]), None)

    def last(self, text):
        found = [word for before, word in self.expression.findall(text) if not before]
        return self.meaning[found[-1]] if found else None


class Asked(dict):
    """unit -> the rules that a sentence asks for figures of it, in the order of the file."""

    def __init__(self, pairs):
        self.pairs = pairs

    def __missing__(self, unit):
        entries = {entry for by_unit in self.pairs for entry in by_unit.get(unit, ())}
        self[unit] = entries = sorted(entries, key=operator.itemgetter(0))
        return entries


class Rules:
    """The indicators, found by the first two characters of a word that one of their rules needs."""

    def __init__(self, path):
        self.by_pair, self.denials, known, words, objects = {}, [], {}, {"topic": {}, "actor": {}}, ()
        with open(path, encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["kind"] in words:
                    words[row["kind"]].update((word, row["id"]) for word in row["pattern"].split("|"))
                elif row["kind"] == "object":
                    objects = row["pattern"].split("|")
                else:
                    self.add(row, known)
        self.topic, self.actor = Words(words["topic"]), Words(words["actor"], objects)

    def add(self, row, known):
        one = known.get(row["id"])
        if not one:
            units, topics, actors = (set(filter(None, row[of].split("|"))) for of in ("units", "topics", "actors"))
            one = known[row["id"]] = Indicator(row["id"], {PLAIN_UNIT.get(u, u) for u in units}, topics, actors)
            one.unit = row["units"].split("|")[0]
        rule = Rule(row["pattern"])
        if row["kind"] == "none":
            self.denials.append((one, rule))
            return
        if row["kind"] != "find":
            one.without.append(rule)
            return
        for key in {word[:2] for word in rule.words or (" ",)}:
            by_unit = self.by_pair.setdefault(key, {})
            for unit in one.units:
                by_unit.setdefault(unit, []).append((len(known), one, rule))

    def asked(self, sentence):
        """unit -> the rules of which the sentence has a word, of each pair of characters that has any."""
        pairs = {" ", *sentence, *map(operator.add, sentence, sentence[1:])}
        return [self.by_pair[key] for key in self.by_pair.keys() & pairs]


AIM = re.compile(r"力争|目标|计划")


def plain(text):
    """Without what counts in no rule; replace is much faster than translate."""
    return text.replace("“", "").replace("”", "").replace(" ", "").replace("　", "")


DENIAL = re.compile("[未无零]|没有")
WISH = re.compile("确保|力争|争取|努力|杜绝|防止|避免|坚决|目标|要求|计划")
CLAUSE_END = re.compile(r"[，；：。\n]|\Z")


def absences(body, sections, rules):
    """The indicators of which a clause says that there was none, each once."""
    plans, done, stop = plans_of(sections), [], -1
    for found in DENIAL.finditer(body):
        if found.start() < stop:
            continue
        at = found.start()
        start = max(body.rfind(mark, max(0, at - 200), at) for mark in "，；：。\n") + 1
        stop = CLAUSE_END.search(body, at).start()
        clause = plain(body[start:stop])
        for one, rule in rules.denials:
            if one in done or not any(word in clause for word in rule.words) or not rule.test_before(clause):
                continue
            sentence = sentence_of(body, at, stop)[0]
            before = plain(body[sentence:stop])
            if WISH.search(before) or any(a <= start < b for a, b in plans):
                continue
            if one.topics and rules.topic.last(rule.pattern) not in one.topics:  # the pattern does not say it itself
                inside = within(sections, [start])[0]
                if not one.topics & topics_at(before, "", inside, sections, rules.topic):
                    continue
            if (rules.actor.last(before) or "government") in one.actors:
                done.append(one)
    return [(one.name, one.unit) for one in done]


def observe(body, year, sections, rows, sentences, inside, rules):
    """(figure row, indicator) of each figure and each indicator of which a rule fits; none of plans and of last year."""
    other = re.compile(r"(?<![比较])%d年|(?<![比较])(?:上年|去年)" % (year - 1)) if year else re.compile(r"上年|去年")
    found, last = [], None
    for i, figure in enumerate(rows):
        start, stop = sentences[i]
        if figure[7] == "rate-change" or figure[9] == "planned":
            continue
        if start != last:  # what is the same for all figures of a sentence
            asked, last = Asked(rules.asked(plain(body[start:stop]))), start
        entries = asked[figure[5]]
        if not entries or AIM.search(body, start, figure[0]) or other.search(body, start, figure[0]):
            continue
        before, behind = plain(body[start:figure[0]]), plain(body[figure[1]:stop])
        topic, actor, done = None, rules.actor.last(before) or "government", set()
        for _, one, rule in entries:
            if actor not in one.actors or one in done or not rule.fits(before, behind, figure[5]):
                continue
            if one.topics:
                topic = topic or topics_at(before, behind, inside[i], sections, rules.topic)
                if not one.topics & topic:
                    continue
            done.add(one)
            if not any(without.fits(before, behind, figure[5]) for without in one.without):
                found.append((i, one.name))
    return found


CLAUSE = re.compile(r"[，；：]")


def topics_at(before, behind, section, sections, topic):
    """The topic of the clause of a figure, else of its sentence, else of the headings over it."""
    cut, end = max(map(before.rfind, "，；：")) + 1, CLAUSE.search(behind)
    told = (topic.last(before[cut:]) or topic.first(behind[:end.start()] if end else behind) or topic.last(before[:cut]))
    while not told and section is not None:
        told, section = topic.last(sections[section][2]), sections[section][5]
    return {told}


# ---- the same report again -----------------------------------------------------------------------

SIGNS_ONLY = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]+")
RUN, SAMPLE = 8, 63  # characters; of the hashes of runs those are kept that have no bit of this


def sketch(body):
    """A hash of all characters from behind the title on, and the hashes of a sample of their runs, in order."""
    data = SIGNS_ONLY.sub("", body[body.find("\n") + 1:]).encode("utf-16-le")
    hashes = map(zlib.crc32, [data[i:i + 2 * RUN] for i in range(0, len(data) - 2 * RUN + 1, 2)])
    return hashlib.md5(data).digest(), array.array("I", sorted({h for h in hashes if not h & SAMPLE}))


class Likeness:
    """Finds the reports before that share half of their runs with a new one: of some of its smallest hashes, which reports
    that are alike have in common, the reports that have them are looked at, but for those that many have."""

    KEYS, MANY, LEAST = 12, 50, 0.5

    def __init__(self):
        self.having, self.wholes, self.samples = {}, [None], [None]

    def add(self, report, whole, sample):
        """(report, other, same, similarity) of all that are alike; the reports are numbered from 1 on."""
        others = set()
        for key in sample[:self.KEYS]:
            having = self.having.setdefault(key, [])
            if len(having) < self.MANY:
                others.update(having)
                having.append(report)
        rows, own = [], set(sample)
        for other in others:
            shared = len(own.intersection(self.samples[other]))
            similarity = shared / (len(own) + len(self.samples[other]) - shared)
            if similarity >= self.LEAST:
                rows.append((other, report, int(self.wholes[other] == whole), similarity))
        self.wholes.append(whole)
        self.samples.append(sample)
        return rows


# ---- one report ----------------------------------------------------------------------------------

STATE = {}


def prepare(regions, rules, traditional):
    STATE["rules"] = Rules(rules)
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


def passages(body, sections):
    cuts = [0] + [s[3] for s in sections] + [len(body)]
    return [(i - 1 if i else None, cuts[i], cuts[i + 1]) for i in range(len(cuts) - 1) if cuts[i] < cuts[i + 1]]


def spaced(body):
    """The body with one mark for all that no phrase goes over, character by character for the full text."""
    for mark in "，、；：！？\n":
        body = body.replace(mark, "。")
    return body


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    text, codec, before = decode(data)
    body, edits = clean(text, path.endswith(".html"), STATE["traditional"])
    told, sections = meta(body, STATE["regions"]), outline(body)
    rows, sentences = figures(body, sections)
    inside = within(sections, [row[0] for row in rows])
    issuer = body.rsplit("\n", 2)[-2] if body.count("\n") > 2 else None
    words = spaced(body)
    cut = [(section, start, stop, " ".join(words[start:stop])) for section, start, stop in passages(body, sections)]
    first, last = source_of(text, codec, before, edits, {0, *(row[3] for row in sections), *(row[0] for row in rows)},
                            {*(row[4] for row in sections), *(row[1] for row in rows), *(row[2] for row in cut)})
    return {"path": path, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "encoding": codec,
            "body": body, "meta": told, "issuer": issuer, "sections": sections, "figures": rows, "within": inside,
            "first": first, "last": last, "absences": absences(body, sections, STATE["rules"]),
            "sketch": sketch(body),
            "observations": observe(body, told["year"], sections, rows, sentences, inside, STATE["rules"]), "passages": cut}


# ---- writing -------------------------------------------------------------------------------------

class Writer:
    """Gives the ids, gathers rows and writes them a batch at a time."""

    def __init__(self, path):
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript("PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                              "PRAGMA cache_size=-65536;" + SCHEMA)
        self.reports = self.sections = self.figures = self.passages = 0
        self.likeness = Likeness()
        self.rows = {name: [] for name in ("source", "report", "section", "figure", "observation", "passage", "fts", "likeness")}

    def put(self, doc):
        self.reports += 1
        n, rows, told = self.reports, self.rows, doc["meta"]
        code, region, level = told["region"]
        rows["source"].append((n, doc["path"], doc["sha256"], doc["bytes"], doc["encoding"]))
        rows["report"].append((n, n, told["kind"], told["title"], doc["issuer"], code, region, level, told["year"], doc["body"]))
        rows["likeness"] += self.likeness.add(n, *doc["sketch"])
        s, f, first, last = self.sections, self.figures, doc["first"], doc["last"]
        for i, (level, marker, heading, start, stop, parent) in enumerate(doc["sections"]):
            rows["section"].append((s + i, n, None if parent is None else s + parent, i, level, marker, heading, start, stop,
                                    first[start], last[stop]))
        for i, (figure, within) in enumerate(zip(doc["figures"], doc["within"])):
            start, stop = figure[:2]
            rows["figure"].append((f + i, n, None if within is None else s + within, start, stop, first[start], last[stop],
                                   *figure[2:]))
        for i, indicator in doc["observations"]:
            figure = doc["figures"][i]
            rows["observation"].append((None, n, indicator, f + i, figure[3], figure[5], figure[6], figure[8], figure[9]))
        for indicator, unit in doc["absences"]:
            rows["observation"].append((None, n, indicator, None, 0, unit, "exact", None, None))
        for section, start, stop, text in doc["passages"]:
            self.passages += 1
            rows["passage"].append((self.passages, n, None if section is None else s + section, start, stop,
                                    first[start], last[stop]))
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


def search(database, words):
    db = sqlite3.connect(database)
    for word in words:
        count, = db.execute("SELECT count(DISTINCT p.report_id) FROM passage_fts JOIN passage p ON p.id = passage_fts.rowid "
                            "WHERE passage_fts MATCH ?", ('"%s"' % " ".join(word),)).fetchone()
        print(word, count, sep="\t")


def fill(folder, database, regions, rules, traditional):
    paths = sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)
    prepare(regions, rules, traditional)  # before the fork: once for all
    with multiprocessing.get_context("fork").Pool(2) as pool:
        writer = Writer(database)
        for start in range(0, len(paths), 1000):  # what is read ahead stays bounded
            for doc in pool.imap(read, paths[start:start + 1000], chunksize=16):
                writer.put(doc)
    writer.close()


if __name__ == "__main__":
    if sys.argv[1] == "--search":
        search(sys.argv[2], sys.argv[3:])
    else:
        fill(*sys.argv[1:])
