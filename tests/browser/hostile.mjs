// hostile: reports that are written to do harm to the page they are shown on. What they try to run sets
// window.hacked, which the tests look for.

const script = "<script>window.hacked=1</script>";
const turned = "\u202e倒写\u202c\u2067乱\u2069\u200f";
const long = "长".repeat(10000);

const body = (title, extra) => `${title}

恩阳区人民政府

一、主要举措和成效
（一）${extra}
全区收到行政复议申请35件，受理31件，审结28件。${script}
（二）"引号'与]]>和<!-- 注释
行政应诉案件12件，负责人出庭应诉率100%。<img src=x onerror="window.hacked=2">
二、存在的不足和原因
执法队伍${turned}力量不足，<a href="javascript:window.hacked=3">点此</a>；能力有待提升。
三、党政主要负责人履行推进法治建设第一责任人职责情况
区政府主要负责人召开会议6次。
四、下一年度主要安排
继续推进</style></script><svg onload="window.hacked=4">执法规范化。

恩阳区人民政府
2024年3月1日
`;

export const hostile = {
  "脚本.txt": body(`${script}恩阳区人民政府2023年法治政府建设年度报告`, script),
  "引号.txt": body("恩阳区人民政府2022年法治政府建设年度报告\"'><b onmouseover=window.hacked=5>", "]]>&lt;&amp;"),
  "方向.txt": body(`恩阳区人民政府${turned}2021年法治政府建设年度报告`, turned),
  "长标题.txt": body("恩阳区人民政府2020年法治政府建设年度报告", long),
};
