-- residue: what web pages and page breaks leave in a report without being the report.
--
-- All patterns see a line without blanks, with full-width punctuation and every dash as ASCII
-- (： → :, （ → (, — → -). A line of more than 40 characters with a sentence end is prose and
-- is never dropped, whatever it matches; `before = true` marks what may be such prose and yet
-- is not the report's beginning (a photo caption). `edge = true` marks what belongs outside the
-- report at its ends but is left alone in its middle; behind what is `final` no report goes on.

return {
  -- Lines made of nothing but these words, figures and separators.
  words = {
    { reason = "navigation",
      "首页", "网站首页", "本站首页", "政务公开", "政府信息公开", "信息公开", "政务服务", "政务服务网", "互动交流", "政民互动",
      "公众参与", "新闻中心", "新闻动态", "政务动态", "机构概况", "机构职能", "领导之窗", "政府领导", "政策文件", "政策解读",
      "政府文件", "政府公报", "规章", "规章库", "规范性文件", "行政规范性文件", "法规文件", "数据发布", "数据开放",
      "专题专栏", "热点专题", "办事服务", "解读回应", "回应关切", "重点领域", "法定主动公开内容", "主动公开", "依申请公开",
      "政府信息公开指南", "政府信息公开制度", "政府信息公开年报", "政府信息公开年度报告", "政府信息公开目录", "信息公开指南",
      "信息公开制度", "信息公开目录", "信息公开年报", "公开指南", "公开目录", "公开年报", "公开制度", "长者模式", "关怀版",
      "关怀模式", "适老版", "适老化", "老年模式", "无障碍", "无障碍浏览", "无障碍阅读", "无障碍辅助浏览", "进入关怀版", "简体",
      "繁体", "简体版", "繁体版", "简体中文", "繁体中文", "English", "ENGLISH", "EN", "日本语", "日本語", "한국어", "Русский",
      "登录", "注册", "退出", "个人中心", "用户中心", "搜索", "检索", "高级搜索", "站内搜索", "请输入关键字", "智能问答", "智能机器人",
      "网站地图", "网站导航", "导航", "RSS", "收藏本站", "设为首页", "加入收藏", "支持IPv6", "本网站支持IPv6", "IPv6", "中国政府网",
      "移动版", "手机版", "电脑版", "微信", "微博", "政务微博", "政务微信", "客户端", "微信公众号", "小程序", "APP", "内容", "正文", "详情",
      "当前位置", "返回主站", "全文", "导读" },
    { reason = "page tools",
      "打印", "打印本页", "打印此页", "打印文章", "保存", "收藏", "关闭", "关闭窗口", "关闭本页", "字体", "字号", "字体大小", "大", "中", "小",
      "大中小", "超大", "默认", "视力保护色", "保护视力色", "背景颜色", "背景色", "分享", "分享到", "分享至", "QQ空间", "QQ好友", "新浪微博",
      "腾讯微博", "朋友圈", "微信朋友圈", "复制链接", "纠错", "我要纠错", "网站纠错", "下载", "PDF下载", "Word下载", "下载PDF", "下载Word",
      "扫一扫", "扫一扫在手机打开当前页", "扫一扫手机打开当前页", "扫码浏览", "手机扫一扫", "二维码", "朗读", "语音播报", "听全文",
      "播放", "暂停", "停止", "E-mail推荐", "推荐", "返回顶部", "回到顶部", "顶部", "TOP", "top", "返回", "返回上页", "返回列表", "上一页",
      "下一页", "更多", "more", "MORE", "展开", "收起", "A", "A+", "A-", "T", "来源", "评论" },
    { reason = "counter",
      "阅读", "阅读次数", "阅读量", "浏览", "浏览次数", "浏览量", "访问量", "访问次数", "点击", "点击数", "点击率", "点击量", "次", "人次", "已阅读",
      "本文已被浏览", "人气" },
  },

  -- Lines that begin with one of these.
  starts = {
    { reason = "breadcrumb", "您的位置", "您的当前位置", "您当前的位置", "您当前位置", "您现在的位置", "您现在所在的位置", "您现在所在位置",
      "您所在的位置", "您所在位置", "当前位置", "当前所在位置", "所在位置", "你的位置", "现在位置", "位置:" },
    { reason = "clock", "今天是", "今日是", "现在是", "当前时间", "北京时间" },
    { reason = "page notice", before = true, "您访问的链接即将离开", "您即将离开", "是否继续访问", "请点击右上角", "请在浏览器", "您的浏览器",
      "请使用", "为了获得更好的", "本网站已支持", "温馨提示", "扫一扫", "用微信扫", "使用微信扫", "打开微信" },
    { reason = "related links", edge = true, "上一篇", "下一篇", "上一条", "下一条", "相关链接", "相关新闻", "相关文章", "相关信息", "相关阅读",
      "相关稿件", "相关解读", "相关文件", "相关附件", "友情链接", "延伸阅读", "推荐阅读", "热门推荐", "历年国务院政府工作报告" },
    { reason = "editor", edge = true, "责任编辑:", "(责任编辑", "责编:", "(责编", "网络编辑:", "信息审核:", "编辑:", "(编辑", "作者:",
      "审核:", "审核人:", "校对:",
      "初审:", "复审:", "终审:", "一审:", "二审:", "三审:", "供稿:", "撰稿:", "签发:", "录入:", "信息员:", "联系人:", "文字:", "图片:",
      "发布人:" },
    { reason = "site footer", edge = true, "版权所有", "主办:", "主办单位:", "承办:", "承办单位:", "协办:", "技术支持", "运行维护",
      "维护单位", "网站标识码",
      "政府网站标识码", "网站声明", "关于我们", "联系我们", "联系电话:", "地址:", "邮编:", "邮政编码", "电话:", "电子邮箱", "网站管理", "网站维护", "建议使用",
      "您是第", "Copyright", "copyright", "COPYRIGHT", "©", "公安备案", "备案号", "举报电话", "网站违法", "隐私", "免责" },
    { reason = "attachment", edge = true, "附件:", "附件1", "附件2", "附件下载", "点击下载", "附:", "文件下载" },
    { reason = "licence", edge = true, before = true, final = true, "本作品是", "本作品在", "本作品不", "属于公有领域", "公有领域", "注:中文维基",
      "Publicdomain" },
    { reason = "page source", "<!--", "-->", "<script", "<style", "<div", "var ", "$(", "function(" },
  },

  -- Short lines that hold one of these.
  contains = {
    { reason = "site footer", edge = true, "公网安备", "ICP备", "icp备", "ICP证", "版权所有", "网站标识码", "CopyRight",
      "Copyright", "All Rights Reserved",
      "AllRightsReserved", "推荐使用", "分辨率" },
    { reason = "site name", edge = true, "www.", "http://", "https://", ".gov.cn" },
    { reason = "page tools", "视力保护色", "保护视力色", "分享到:", "分享至:", "打印本页", "关闭窗口", "扫一扫在手机" },
  },

  -- Lua patterns over the whole line.
  patterns = {
    { reason = "page number", "^%-+%d+%-+$", "^第%d+页$", "^第%d+页[,/]?共%d+页$", "^共%d+页[,/]?第%d+页$",
      "^%d+/%d+$", "^%d+/%d+页$", "^%d+页$",
      "^[·.~]%d+[·.~]$", "^[Pp]age%d+$", "^[Pp]age%d+of%d+$" },
    { reason = "breadcrumb", "首页[>/|%-]", "首页»", ">[^>]+>", "^>+$" },
    { reason = "ornament", "^[%-_=*#~.·|<>%[%]()]+$", "^【+$", "^】+$", "^%[E%-mail推荐%]?$", "^&nbsp;?$",
      "^[(\"]?此件.*公开.*[)\"]?$", "^%(?主动公开%)?$", "^%(?依申请公开%)?$", "^%(完%)$" },
    { reason = "dateline", before = true, "^新华社.*电$", "^本报.*讯$" },
    { reason = "caption", before = true, "记者.-摄%)?$", "记者.-摄影", "^图为", "^图片来源" },
    { reason = "counter", "^第%d+期$", "^%d+次浏览$" },
  },

  -- Words that stand under a title and are not part of it: subtitle, speaker, date in brackets.
  subtitles = { "^%-%-", "^%d%d%d%d年%d+月%d+日在.*会议", "^%(%d%d%d%d年.*%)$", "省长[^,:]*$", "市长[^,:]*$", "县长[^,:]*$",
    "区长[^,:]*$", "州长[^,:]*$", "镇长[^,:]*$", "乡长[^,:]*$", "主席[^,:]*$", "国务院总理[^,:]*$" },

  -- Words that may follow a figure from which a line end parts them (88 / 件).
  counted = { "件", "个", "人", "次", "项", "名", "起", "场", "份", "期", "家", "户", "条", "篇", "部", "批", "处", "本", "宗",
    "例", "万", "亿", "余", "多", "元", "%", "年", "月", "日", "天", "位", "公里", "平方" },

  -- Replaced wherever they stand: Lua patterns over the text itself, and what takes their place
  -- inside a line; at its ends they vanish.
  inline = {
    { reason = "escaped blank", "<U%+00A0>", " " },
    { reason = "escaped blank", "<U%+200[BCDEF]>", "" },
    { reason = "escaped blank", "&nbsp;", " " },
  },
}
