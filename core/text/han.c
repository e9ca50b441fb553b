/*
** han.c: sets of Chinese characters, taken from iconv's own tables, and what each character costs.
**
** Characters of level 1 are a range of codes in either standard, so two loops over the codes
** fill the sets and no list of eight thousand characters has to be kept here. The sets are
** written once under a lock and never change after that.
*/
#include "text/han.h"

#include <errno.h>
#include <iconv.h>
#include <pthread.h>
#include <string.h>

#include "text/utf8.h"

enum { FIRST = 0x4E00, LAST = 0x9FFF, WORDS = (LAST - FIRST + 1) / 32 };

static uint32_t common[WORDS], gb2312[WORDS];
static unsigned char cost[0x10000]; /* of the basic plane, in quarters of a nat */
static bool prepared;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/*
** The 600 most frequent characters, by rank: 1 to 64, 65 to 200, 201 to 600. They were counted
** over 31 reports on the work of the national government, 1954 to 2025 (610,205 characters), of
** which the three groups are 33, 24 and 22 in a hundred; their costs are -ln of a member's mean
** share. Then come the traditional forms of each group, somewhat dearer since such text is rarer,
** and with the last group characters of everyday speech and of the law that such reports lack.
*/
static const struct {
  double cost;
  const char *characters;
} frequent[] = {
    {5.25,
     "的和国业发展加大政进民人要一建制中化力工全经实改会强设作产生"
     "新有重保持地年社增行主济农推资革高在是体动务不我理基度合法能"
     "各对提定"},
    {6,
     "國業發進製經實會強設產濟農資體動務對"},
    {6.25,
     "面方开平区等施用好出为坚企成了策入支性本以市家善现公续长治上"
     "稳机育快系同们步分技结义完关调教管金创多点事深部利府决文城规"
     "学场代共就外科放到水收村量服构投安费积极项促继取活财护品个更"
     "自立优防质造三权效融战得领亿扩元五总域级环整万目障内导健特与"
     "向标际解下群信源过时众题统于期严"},
    {7,
     "開區爲為堅現續長穩機係們結義關調創點決規學場構費積極項繼財護"
     "個優質權戰領億擴總級環萬內導與標際羣過時衆眾題統於嚴"},
    {7.5,
     "应问程险术消正心来境通础口监位任益税央落把格族价范准这医控做"
     "党军争转必今十型小比减形职明略式流困四表件划居低依商贸种风升"
     "节二需两乡求员镇协别前运难世及交切计命路营着办可界势广措物供"
     "反预率精助变批意确其从使所研电处态相引房局老少之努些集条养第"
     "斗都认也维道食励住观去备降易抓贫须组综突适粮后较彻挥并干排真"
     "他台门补贯阶断试当专接才果团海责卫紧子速类还互配原康神执培先"
     "兴充模鼓最打思九疗院固队复线西起值数督情然层针达色律均美将华"
     "议指显币债根百想间核网织由劳港贷具置联受移扶而清识非灾货退负"
     "土审究污校序次采视近围举算破单素筹者给宏逐气案病让查带搞澳存"
     "边药东约传染注再因证竞六按息段参林失周户款帮巩超况则已验击常"
     "胞惠良走县字银习无身普又历奋里论止除照史违拓幅盾岸攻足繁压矛"
     "日额志八示布直键手购司影承料装衡据担救省富仍知败列胜千脱天激"
     "汇腐免但侨荣伟功覆席宗回害绩尽感考很象付征底香犯头右扎盖毛北"
     "谐祖球振疫庭"
     "说你她它那么没吗呢见看听话写书车谁吃爱月诉讼裁判罚许件条章令检察官证款"},
    {8.25,
     "應問險術來礎監稅價範準這醫黨軍爭轉減職劃貿種風昇節兩鄉員鎮協"
     "別運難計營辦勢廣預變確從電處態條養鬥認維勵觀備貧須組綜適糧後"
     "較徹揮並併幹乾臺門補貫階斷試當專團責衛緊類還執興療隊復複線數"
     "層針達將華議顯幣債間網織勞貸聯識災貨負審汙採視圍舉單籌給氣讓"
     "帶邊藥東約傳證競參週戶幫鞏況則驗擊縣銀習無歷奮裏裡論違壓額誌"
     "佈鍵購裝據擔敗勝脫匯僑榮偉績盡徵頭蓋諧"
     "說妳麼沒嗎聽話寫書車誰愛訴訟許條來時這們"},
};

/* Level 1 beyond them (10.25 in the same reports), level 2, and characters of no standard. */
enum { COST_SIMPLIFIED = 10, COST_TRADITIONAL = 11, COST_LEVEL_2 = 13, COST_RARE = 15 };

/* 〇, of years; a character beyond the basic plane that is Chinese, and what no text has. */
enum { COST_NOUGHT = 9, COST_BEYOND = 18, COST_NONE = 20 };

static void add(uint32_t *set, uint32_t c) {
  if (c >= FIRST && c <= LAST) set[(c - FIRST) / 32] |= UINT32_C(1) << (c - FIRST) % 32;
}

static bool has(const uint32_t *set, uint32_t c) {
  return c >= FIRST && c <= LAST && (set[(c - FIRST) / 32] >> (c - FIRST) % 32 & 1) != 0;
}

/* Writes the codes of a range that both bytes allow; returns their length. */
static size_t list_codes(unsigned first, unsigned last, unsigned char low, char *codes) {
  size_t n = 0;
  for (unsigned code = first; code <= last; code++) {
    unsigned char second = (unsigned char)(code & 0xFF);
    if (second < low || second == 0xFF || (second > 0x7E && second < 0xA1)) continue;
    codes[n++] = (char)(code >> 8);
    codes[n++] = (char)second;
  }
  return n;
}

static void add_text(const char *text, size_t length, uint32_t *set, uint32_t *other) {
  for (size_t at = 0, width; at < length; at += width) {
    uint32_t c = fz_utf8_read(text + at, &width);
    add(set, c);
    if (other != NULL) add(other, c);
  }
}

/* Adds the characters of a range of codes to one set or two; codes without one are skipped. */
static bool add_codes(const char *encoding, unsigned first, unsigned last, unsigned char low,
                      uint32_t *set, uint32_t *other) {
  char codes[2 * 6000], text[4096], *in = codes;
  size_t left = list_codes(first, last, low, codes);
  iconv_t cd = iconv_open("UTF-8", encoding);
  if (cd == (iconv_t)-1) return false;
  while (left > 0) {
    char *out = text;
    size_t room = sizeof text;
    size_t n = iconv(cd, &in, &left, &out, &room);
    add_text(text, (size_t)(out - text), set, other);
    if (n == (size_t)-1 && errno != E2BIG) {
      size_t skip = left < 2 ? left : 2;
      in += skip;
      left -= skip;
    }
  }
  iconv_close(cd);
  return true;
}

static bool fill(void) {
  return add_codes("EUC-CN", 0xB0A1, 0xD7F9, 0xA1, common, gb2312) &&
         add_codes("EUC-CN", 0xD8A1, 0xF7FE, 0xA1, gb2312, NULL) &&
         add_codes("BIG5", 0xA440, 0xC67E, 0x40, common, NULL);
}

/* What is no Chinese character of the basic block, by range; the first that holds it counts. */
static const struct {
  uint32_t first, last;
  double cost;
} ranges[] = {
    {'\t', '\r', 4.5},        {' ', '~', 4.5},            {0, 0, 18},
    {1, 0x9F, 16},             {0xFF0C, 0xFF0C, 3.25},     {0x3002, 0x3002, 3.75},
    {0x3001, 0x3001, 4.25},    {0x3000, 0x3000, 5.5},      {0x201C, 0x201D, 6.25},
    {0xFF1A, 0xFF1B, 6.75},    {0xFF01, 0xFF20, 7.5},      {0xFF21, 0xFF5E, 9},
    {0x3003, 0x3017, 8},       {0x2014, 0x2019, 8},        {0x2026, 0x2026, 8},
    {0xB7, 0xB7, 7},           {0xA0, 0xA0, 8},            {0x2000, 0x206F, 9.5},
    {0xFEFF, 0xFEFF, 9.5},     {0x2460, 0x249B, 9.5},      {0xA1, 0xFF, 10.5},
    {0x2100, 0x22FF, 10.5},    {0x2500, 0x26FF, 10.5},     {0x3220, 0x33FF, 12},
    {0x370, 0x451, 13},        {0x3040, 0x30FF, 13.5},     {0x3105, 0x312F, 13.5},
    {0x2E80, 0x2FDF, 15},      {0xFE30, 0xFE6F, 13.5},     {0x100, 0x24F, 13.5},
    {0xFFFD, 0xFFFD, 14},      {0x3400, 0x4DBF, 16.5},     {0xAC00, 0xD7A3, 17},
    {0xE000, 0xF8FF, 17},      {0x250, 0xFFFD, 16.5},
};

static unsigned char quarters_of(double nats) { return (unsigned char)(nats * 4); }

static void lower_cost(uint32_t c, double nats) {
  if (c >= FIRST && c <= LAST && quarters_of(nats) < cost[c]) cost[c] = quarters_of(nats);
}

/* The first range that holds a character is entered last. */
static void fill_ranges(void) {
  memset(cost, quarters_of(COST_NONE), sizeof cost);
  for (size_t i = sizeof ranges / sizeof *ranges; i-- > 0;) {
    uint32_t first = ranges[i].first, last = ranges[i].last;
    memset(cost + first, quarters_of(ranges[i].cost), last - first + 1);
  }
  cost[0x3007] = quarters_of(COST_NOUGHT);
}

static void fill_costs(void) {
  fill_ranges();
  memset(cost + FIRST, quarters_of(COST_RARE), LAST - FIRST + 1);
  for (uint32_t c = FIRST; c <= LAST; c++) {
    bool simplified = has(gb2312, c);
    if (has(common, c)) lower_cost(c, simplified ? COST_SIMPLIFIED : COST_TRADITIONAL);
    if (simplified) lower_cost(c, COST_LEVEL_2);
  }
  size_t width;
  for (size_t i = 0; i < sizeof frequent / sizeof *frequent; i++)
    for (const char *p = frequent[i].characters; *p != '\0'; p += width)
      lower_cost(fz_utf8_read(p, &width), frequent[i].cost);
}

fz_status fz_han_prepare(fz_error *error) {
  pthread_mutex_lock(&lock);
  if (!prepared && fill()) {
    fill_costs();
    prepared = true;
  }
  bool ok = prepared;
  pthread_mutex_unlock(&lock);
  if (ok) return FZ_OK;
  return fz_error_set(error, FZ_IO, (size_t)-1,
                      "iconv does not know EUC-CN or BIG5; install the gconv modules of the C "
                      "library");
}

bool fz_is_han(uint32_t c) {
  return c == 0x3007 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

bool fz_is_common_han(uint32_t c) { return c == 0x3007 || has(common, c); }

bool fz_is_gb2312_han(uint32_t c) { return c == 0x3007 || has(gb2312, c); }

bool fz_is_chinese_punctuation(uint32_t c) {
  return (c >= 0x3000 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) ||
         (c >= 0x3014 && c <= 0x3017) || (c >= 0x2014 && c <= 0x2015) ||
         (c >= 0x2018 && c <= 0x201D) || c == 0x2026 || c == 0x00B7 || c == 0x2022 ||
         (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
         (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF5E);
}

double fz_character_cost(uint32_t c) {
  if (c < sizeof cost) return cost[c] / 4.0;
  return c >= 0x20000 && c <= 0x2FFFF ? COST_BEYOND : COST_NONE;
}
