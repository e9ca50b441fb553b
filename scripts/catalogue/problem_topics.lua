-- problem_topics: what the shortcomings that reports admit are about, by words. A sentence may be of several
-- topics; one that has none of the words is of none. A sentence that grants success with one of `granted` and
-- stops at one of `leads` only leads to the shortcomings and tells none; so does one that is open after one of `opens`.
return {
  granted = { "取得", "成绩", "成效", "肯定" },
  leads = { "问题", "不足", "短板", "差距", "薄弱环节", "弱项", "困难", "以下方面" },
  opens = { "主要表现在", "主要表现为", "主要体现在", "具体表现为", "表现在", "体现在", "主要有", "主要是", "如下" },
  { id = "awareness", zh = "法治意识", en = "awareness", words = {
    "法治意识", "法治思维", "法治观念", "法治素养", "依法行政意识", "依法办事",
    "自觉性", "认识不", "重视不", "重视程度", "思想认识", "关键少数", "习惯", "找关系",
    "尊法", "法律知识" } },
  { id = "capacity", zh = "力量不足", en = "capacity", words = {
    "力量薄弱", "力量不足", "力量", "人员少", "人员不足", "人员短缺", "人手", "编制",
    "队伍", "专业人", "专业力量", "专业水平", "专业素养", "专业程度", "科班",
    "年龄偏大", "人员配备", "案多人少", "人才", "业务能力", "能力素质" } },
  { id = "pressure", zh = "压力传导与不平衡", en = "uneven progress", words = {
    "压力传导", "逐级递减", "层层递减", "不平衡", "不均衡", "参差不齐", "有差距",
    "差距", "责任落实", "履责", "温差" } },
  { id = "enforcement", zh = "执法规范", en = "enforcement", words = {
    "执法" } },
  { id = "decision", zh = "决策与审查", en = "decisions and review of legality", words = {
    "决策", "合法性审查", "合法性审核", "法律顾问", "论证", "征求意见" } },
  { id = "rules", zh = "制度建设", en = "rules", words = {
    "立法", "规范性文件", "规章", "制度建设", "制度不", "配套" } },
  { id = "review", zh = "复议应诉", en = "review and lawsuits", words = {
    "复议", "应诉", "败诉", "出庭", "行政争议", "诉讼", "审理" } },
  { id = "disputes", zh = "矛盾化解", en = "disputes", words = {
    "矛盾", "纠纷", "调解", "信访" } },
  { id = "services", zh = "政务服务与营商环境", en = "services and business", words = {
    "营商环境", "政务服务", "放管服", "审批", "市场主体", "经营主体", "企业", "便民",
    "办事" } },
  { id = "openness", zh = "监督与公开", en = "supervision and openness", words = {
    "监督", "公开", "政策解读", "督察" } },
  { id = "publicity", zh = "普法宣传", en = "legal publicity", words = {
    "普法", "法治宣传", "宣传", "法治文化", "法治氛围" } },
  { id = "technology", zh = "信息化", en = "technology", words = {
    "信息化", "数字", "数据", "平台", "信息共享", "智能", "科技" } },
  { id = "resources", zh = "经费保障", en = "resources", words = {
    "经费", "资金", "装备", "保障不", "场地", "财政" } },
  { id = "coordination", zh = "协同机制", en = "coordination", words = {
    "协同", "协调", "联动", "统筹", "合力", "衔接", "机制不" } },
}
