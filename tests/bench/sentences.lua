-- sentences: what made-up reports say in numbers, as data. Each topic has headings and groups; a group is a list of
-- wordings that say the same, of which a report takes one.
--
-- A number is {indicator unit least most flags}: `-` in the place of the indicator is a number that no indicator counts.
-- Numbers grow with the level of the government where the most is 200 or more. Flags, in any order:
--   b     may be about, at least, at most: 约, 近, 超, 余, 以上
--   w     in 万 where it is large enough
--   d     one decimal
--   <id   at most what was drawn for that indicator, and at least three quarters of it
--   p<id  a part of it, at most a third
--   r     a range, 3至5
--   o     may be read as that indicator or left alone: it counts neither way
--   k     does not grow with the level
--   i     ends with 以内, at most; l: 不少于 stands before it, at least
--   +id   may be read as that indicator too, which counts neither way
-- The unit 万元 or 亿元 makes the truth 元; :1 is written 3.2:1. Words in braces: {全} 全县, {府} 县政府, {委} 县委, {级} 县级, {名} the place, {年}
-- the year reported on, {上} the year before, {下} the year after.

return {
  {
    topic = "leadership",
    headings = { "坚持党的领导，压实法治建设责任", "强化统筹推进，凝聚法治建设合力", "抓住“关键少数”，健全责任落实机制", "加强组织领导，夯实法治政府建设根基" },
    groups = {
      { "{府}常务会议开展会前学法{council_law_study 次 5 24}。", "{府}常务会议集体学法{council_law_study 次 5 24}。", "{府}常务会议会前专题学习法律法规{council_law_study 次 5 24}。",
        "坚持{府}常务会议会前学法制度，全年学法{council_law_study 次 5 24}。" },
      { "{委}理论学习中心组专题学法{party_law_study 次 2 9}。", "{委}理论学习中心组围绕宪法、民法典等专题学习{party_law_study 次 2 9}。" },
      { "{委}常委会、{府}常务会议先后{council_law_hearings 次 2 9}听取和研究法治政府建设工作。",
        "{府}常务会议专题听取法治政府建设工作汇报{council_law_hearings 次 2 9}。" },
      { "组织{leaders_reported 名 20 180}党政主要负责人书面述法。", "{全}{leaders_reported 名 20 180}党政主要负责人完成年度述法。", "{leaders_reported 名 20 180}党政主要负责人作了现场述法。" },
      { "召开{委}全面依法治{字}委员会会议{committee_meetings 次 1 4}。" },
      { "印发年度法治政府建设工作要点，明确{- 个 4 9}方面{work_points 项 20 60}具体任务。",
        "印发年度法治政府建设工作要点，细化重点任务{work_points 项 20 60}。" },
      { "开展法治督察，发现问题{inspection_problems 个 20 160}，均已反馈整改。",
        "对{- 个 4 15}单位开展法治督察，发现问题{inspection_problems 个 20 160}。" },
      { "发出法治督察意见书{inspection_docs 份 3 25}。" },
      { "举办领导干部法治专题培训班{leader_training 期 1 8}。", "组织依法行政专题培训班{leader_training 期 1 8}。", "举办{leader_training 期 1 8}领导干部法治培训班。" },
      { "组织{exam_learners 名 600 9000 b w}国家工作人员参加学法用法考试。", "{全}参加学法用法考试{exam_learners 人 600 9000 b w}。" },
      { "组织领导干部旁听庭审{court_observers 人次 60 400 b}。", "全年组织旁听庭审活动，{court_observers 人次 60 400 o}领导干部参加。" },
      { "主要负责人带头讲法治课{law_lessons 次 1 6}。" },
    },
  },
  {
    topic = "services",
    headings = { "转变政府职能，持续优化营商环境", "深化“放管服”改革，提升政务服务效能", "健全政府职责体系，激发经营主体活力", "推进高效办成一件事，优化法治化营商环境" },
    groups = {
      { "新登记经营主体{market_entities_new 户 900 8000 w b}，同比增长{- % 2 20 d}。", "{全}新增市场主体{market_entities_new 户 900 8000 w b}。", "{全}经营主体新增{market_entities_new 户 900 8000 w b}。",
        "{年}年新设经营主体{market_entities_new 户 900 8000 w}，比上年增长{- % 2 20 d}。" },
      { "{全}实有经营主体{market_entities_total 户 11000 90000 w b}。", "截至年底，{全}经营主体总量达{market_entities_total 户 11000 90000 w}。", "市场主体总数突破{market_entities_total 户 11000 90000 w l}。" },
      { "开展公平竞争审查{fair_competition_reviews 件 20 190}，清理妨碍统一市场的政策措施{fair_competition_cleaned 件 2 19}。",
        "强化公平竞争审查，共审查政策措施{fair_competition_reviews 件 20 190 b}。" },
      { "为{- 家 8 90}企业兑现惠企政策资金{enterprise_funds 万元 200 9000 d}。", "兑现惠企政策资金{enterprise_funds 亿元 1 9 d}，惠及企业{- 家 60 190}。", "通过“免申即享”为企业兑付资金{enterprise_funds 万元 200 9000 d}。" },
      { "收集企业诉求{enterprise_claims 件 60 900 b}，按期办结率达{enterprise_claims_rate % 95 100 k}。", "通过企业服务平台收集企业诉求{enterprise_claims 件 60 900}。" },
      { "为{- 家 30 180 +legal_checkups}企业开展“法治体检”{legal_checkups 次 30 190}。", "开展企业法治体检{legal_checkups 次 30 190}，排查法律风险点{- 个 90 700 b}。" },
      { "公布{级}行政许可事项清单，共计{license_items_total 项 190 420 k}。", "{全}共有行政许可事项{license_items_total 项 190 420 k}，全部编制实施规范。" },
      { "企业开办时间压缩至{business_start_days 个工作日 1 3 k i}。", "企业开办时间压缩到{business_start_days 个工作日 1 3 k}。", "开办企业平均用时缩短至{business_start_days 个工作日 1 3 k}。" },
      { "行政许可事项承诺时限平均压缩{time_cut_rate % 55 90 d k}。", "审批时限压缩{time_cut_rate % 55 90 d k}。", "行政许可事项承诺时限压缩率达{time_cut_rate % 55 90 d k}。" },
      { "{全}政务服务事项{service_items_total 项 1100 8000}，马上办{service_items_instant 项 p<service_items_total}，一次办{service_items_one_visit 项 p<service_items_total}。",
        "梳理依申请政务服务事项{service_items_total 项 1100 8000}。" },
      { "上线“一件事”{one_thing_count 个 12 40 k}，办理{one_thing_handled 件 900 9000 b w}。",
        "{one_thing_count 个 12 40 k}“一件事”已成功办理{one_thing_handled 件 900 9000 w}。" },
      { "全年办理政务服务事项{service_cases_handled 件 21000 90000 w b}，群众评价满意率{- % 98 100 d k}。", "政务服务办件量{service_cases_handled 件 21000 90000 w}。" },
      { "推行告知承诺制，涉及事项{commitment_items 项 20 140 k}。", "梳理证明事项告知承诺{commitment_items 项 20 140 k}。" },
      { "{crossregion_items 项 40 190 k}高频事项实现“跨省通办”。", "推行“跨省通办”事项{crossregion_items 项 40 190 k}。" },
      { "全年提供延时服务{extended_service_count 人次 120 900 b}。", "提供午间延时服务{extended_service_count 人次 120 900}。" },
      { "取消证明材料{certificates_cut 项 20 160 k}，告知承诺可替代的不再索要。" },
      { "政务服务好评率{good_review_rate % 97 99 d k}。", "政务服务好评率达{good_review_rate % 97 99 d k}。", "“好差评”系统好评率为{good_review_rate % 97 99 d k}。" },
      { "建成便民服务站{service_stations 个 40 180}，其中村（社区）{- 个 20 40}。" },
    },
  },
  {
    topic = "documents",
    headings = { "完善制度体系，提高依法行政水平", "加强规范性文件管理，提升制度建设质量", "健全依法行政制度体系", "科学立规、从严管理，强化制度供给" },
    groups = {
      { "全年制定行政规范性文件{normdocs_issued 件 2 26}，均按规定公布。", "{府}制定行政规范性文件{normdocs_issued 件 2 26}。", "以{府}名义印发规范性文件{normdocs_issued 件 2 26}。",
        "制定出台行政规范性文件{normdocs_issued 件 2 26}，公开征求意见率{- % 100 100 k}。" },
      { "审查规范性文件{normdocs_reviewed 件 8 90}，提出意见{- 条 30 190 +legal_opinions}。", "全年审查规范性文件{normdocs_reviewed 件 8 90}。", "对{normdocs_reviewed 件 8 90}规范性文件开展合法性审核。" },
      { "向上级备案规范性文件{normdocs_filed_up 件 2 20}。", "全年报备规范性文件{normdocs_filed_up 件 2 20}，报备率{normdocs_filing_rate % 100 100 k}。" },
      { "共清理规范性文件{normdocs_cleaned 件 60 190}，废止{normdocs_repealed 件 3 30}、修改{normdocs_amended 件 2 12}。",
        "清理规范性文件{normdocs_cleaned 件 60 190}，其中废止{normdocs_repealed 件 3 30}。", "对{normdocs_cleaned 件 60 190}规范性文件进行清理，决定废止{normdocs_repealed 件 3 30}。" },
      { "{府}现行有效的行政规范性文件共{normdocs_in_force 件 31 190}。", "现行有效行政规范性文件{normdocs_in_force 件 31 190}，目录全部公开。" },
      { "政策性文件草案向社会公开征求意见{drafts_consulted 件 4 40}。" },
      { "提请审议地方性法规草案{regulations_submitted 件 1 6 k}，制定政府规章{rules_made 件 1 5 k}。",
        "制定政府规章{rules_made 件 1 5 k}，修改{rules_amended 件 1 4 k}，废止{rules_repealed 件 1 4 k}。", only = "prefecture province" },
      { "设立基层立法联系点{legis_contact_points 个 3 30}。", "确定{legis_contact_points 个 3 30}基层立法联系点。" },
    },
  },
  {
    topic = "decisions",
    headings = { "严格决策程序，推进科学民主依法决策", "健全行政决策机制，提升决策公信力", "规范重大行政决策，发挥法律顾问作用" },
    groups = {
      { "召开{府}常务会议{council_meetings 次 10 30 k}，审议议题{council_topics 个 80 300 k}。", "全年召开{府}常务会议{council_meetings 次 10 30 k}。", "{府}常务会议召开{council_meetings 次 10 30 k}。" },
      { "公布年度重大行政决策事项目录{major_decisions_listed 项 2 12 k}。", "将{major_decisions_listed 项 2 12 k}事项纳入年度重大行政决策目录。" },
      { "全年开展合法性审查{legality_reviews 件 60 500}，提出法律意见{legal_opinions 条 90 800 b}。",
        "审查规范性文件、重大决策、合同协议等{legality_reviews 件 60 500}。" },
      { "出具合法性审查意见书{legal_opinion_docs 份 30 190}。", "全年出具法律意见书{legal_opinion_docs 份 30 190}。", "出具书面审查意见书{legal_opinion_docs 份 30 190}。" },
      { "审查政府合同{contracts_reviewed 份 20 190 +legality_reviews}，涉及金额{- 亿元 1 9 d}。", "审核政府合同{contracts_reviewed 件 20 190 +legality_reviews}。" },
      { "聘请{counsel_count 名 5 30 k}律师担任{府}法律顾问。", "{府}选聘法律顾问{counsel_count 人 5 30 k}。" },
      { "{全}现有公职律师{public_lawyers 名 12 90}。", "{全}公职律师达{public_lawyers 人 12 90}。", "{全}已有{public_lawyers 名 12 90}公职律师。" },
      { "法律顾问参与政府重大决策{counsel_services 次 20 190}，提出意见建议{counsel_opinions 条 30 190 b}。" },
      { "就城镇供水价格等重大行政决策举行听证会{hearings_decision 次 1 6 k}。" },
    },
  },
  {
    topic = "enforcement",
    headings = { "严格规范公正文明执法，提升行政执法质效", "深化行政执法体制改革，强化执法监督", "聚焦重点领域，规范行政执法行为", "加强执法监督，守牢公正底线" },
    groups = {
      { "全年办理行政处罚案件{penalty_cases 件 400 6000 w}，罚没金额{fines_amount 万元 200 5000 d}。", "{全}办理行政处罚案件{penalty_cases 件 400 6000}。", "各级执法部门作出行政处罚决定{penalty_cases 件 400 6000}。" },
      { "全年办理行政许可{license_cases 件 2000 30000 w}。" },
      { "累计出动执法人员{inspections_staff 人次 1200 9000 b w}。", "出动执法人员{inspections_staff 人次 1200 9000 b}，检查场所{- 个 300 1900}。" },
      { "适用“首违不罚”办理案件{first_no_penalty_cases 件 30 500}。", "全年适用首违不罚办理案件{first_no_penalty_cases 件 30 500}，减免罚款{relief_amount 万元 20 190 d}。" },
      { "公布轻微违法“免罚清单”{first_no_penalty_items 项 50 260 k}。", "发布首违不罚清单，共{first_no_penalty_items 项 50 260 k}。" },
      { "{全}持证行政执法人员{enforcement_staff 名 500 1900}。", "公告{enforcement_bodies 家 30 60 k}行政执法主体，{全}现有持证行政执法人员{enforcement_staff 人 500 1900}。" },
      { "换发行政执法证件{enforcement_certs_issued 个 90 900}。", "{全}新办行政执法证件{enforcement_certs_issued 个 90 900}，注销{enforcement_certs_cancelled 个 10 90}。" },
      { "全年举办行政执法培训{enforcement_training_sessions 期 2 14 k}，培训执法人员{enforcement_trained 人次 200 1900 b}。",
        "培训行政执法人员{enforcement_trained 人次 200 1900 b}。" },
      { "评查行政执法案卷{case_files_reviewed 卷 60 400}，合格率为{case_file_pass_rate % 93 99 d k}。", "抽查行政执法案卷{case_files_reviewed 份 60 400}，整改问题{enforcement_problems_fixed 个 30 190}。", "组织案卷评查，共评查{case_files_reviewed 卷 60 400}。" },
      { "发出执法监督意见书{supervision_notices 份 4 40}。", "制发行政执法监督通知书{supervision_notices 份 4 40}。", "下发行政执法监督意见书、通知书共{supervision_notices 份 4 40}。" },
      { "开展“综合查一次”联合检查{comprehensive_check 次 20 190}，减少入企检查{- 次 90 400 b}。", "推行“综合查一次”，联合执法{comprehensive_check 次 20 190}。" },
      { "向乡镇（街道）下放执法权限{delegated_powers_township 项 20 120 k}。" },
      { "开展部门联合“双随机”任务{double_random_tasks 项 30 190}。", "开展双随机抽查{double_random_tasks 批次 30 190}。" },
      { "全年开展涉企行政检查{inspections_count 次 600 5000}，同比减少{- % 10 40 d}。" },
    },
  },
  {
    topic = "emergency",
    headings = { "健全突发事件应对体系，提升依法应急能力", "依法预防处置突发事件", "守牢安全底线，增强应急处突能力" },
    groups = {
      { "全年开展应急演练{emergency_drills 次 10 120}。", "组织防汛、消防等应急演练{emergency_drills 场 10 120}。" },
      { "修订各类应急预案{emergency_plans 件 12 90}。", "修订完善应急预案{emergency_plans 个 12 90}。", "编制修订应急预案{emergency_plans 个 12 90}。" },
      { "组建应急救援队伍{emergency_teams 支 8 60}，储备应急物资{- 件 900 9000 b}。" },
      { "排查整改安全隐患{hazards_found 处 300 5000 b}。", "排查安全隐患{hazards_found 个 300 5000}，整改率{- % 96 100 d k}。" },
    },
  },
  {
    topic = "disputes",
    headings = { "健全矛盾纠纷化解机制，促进社会公平正义", "坚持和发展新时代“枫桥经验”，依法化解行政争议", "有效发挥行政复议化解行政争议主渠道作用", "多元化解矛盾纠纷，维护社会和谐稳定" },
    groups = {
      { "{全}共收到行政复议申请{review_applied 件 60 600}，受理{review_accepted 件 <review_applied}，审结{review_closed 件 <review_accepted}。",
        "全年新收行政复议申请{review_applied 件 60 600}，依法受理{review_accepted 件 <review_applied}，办结{review_closed 件 <review_accepted}（含上年结转{- 件 2 12}）。",
        "{全}受理行政复议案件{review_accepted 件 60 600}，较上年增长{- % 3 45 d}；审结{review_closed 件 <review_accepted}。",
        "{年}年，{全}行政复议机构受理行政复议申请{review_accepted 件 60 600}，其中{级}受理{review_accepted 件 p<review_accepted o}。" },
      { "行政复议案件直接纠错率{review_direct_correction_rate % 5 20 d k}。", "审结的复议案件中，直接纠错率{review_direct_correction_rate % 5 20 d k}，综合纠错率{review_overall_correction_rate % 30 50 d k}。" },
      { "行政复议案件以调解、和解方式结案{review_mediated 件 15 150}。", "行政复议案件经调解结案{review_mediated 件 15 150}。", "复议案件中，申请人与被申请人达成和解{review_mediated 件 15 150}。" },
      { "制发行政复议意见书{review_opinions_issued 份 2 20}。" },
      { "全年办理行政应诉案件{suits_total 件 30 400}，败诉{suits_lost 件 p<suits_total}。", "{全}办理行政应诉案件{suits_total 件 30 400}，未发生群体性事件。", "{全}共发生行政应诉案件{suits_total 件 30 400}。" },
      { "行政机关负责人出庭应诉率{head_appearance_rate % 86 100 d k}。", "行政诉讼案件负责人出庭应诉率达{head_appearance_rate % 86 100 d k}，比上年提高{- 个百分点 1 9 d k}。" },
      { "行政机关败诉率降至{suits_lost_rate % 3 12 d k}。", "行政机关败诉率为{suits_lost_rate % 3 12 d k}。", "行政诉讼败诉率{suits_lost_rate % 3 12 d k}，同比下降{- 个百分点 1 9 d k}。" },
      { "办理人民法院司法建议{suggestions_total 份 3 30}，均按期回复。" },
      { "检察机关发出诉前检察建议{procuratorial_proposals 件 6 90}。" },
      { "{全}现有人民调解组织{mediation_orgs 个 90 700}，人民调解员{mediators 名 500 4000}。", "{全}共有人民调解员{mediators 名 500 4000 b}。" },
      { "累计排查矛盾纠纷{disputes_screened 件 900 9000 w}，化解{disputes_mediated 件 <disputes_screened}。",
        "全年调解各类矛盾纠纷{disputes_mediated 件 900 9000 w b}，调解成功率{mediation_success_rate % 95 100 d k}。" },
      { "化解信访积案{petition_items 件 12 90}。" },
      { "全年开展行政调解{admin_mediation 件 90 900}。", "办理行政调解案件{admin_mediation 件 90 900}。", "各行政机关行政调解{admin_mediation 件 90 900}。" },
      { "全年办理各类法律援助案件{legal_aid_cases 件 120 900}，为受援人挽回损失{- 万元 90 900 d}。", "办理法律援助案件{legal_aid_cases 件 120 900}，受援人满意率{legal_aid_satisfaction % 97 100 k}。" },
      { "公共法律服务平台解答法律咨询{legal_consultations 人次 2000 30000 w b}。", "接受群众法律咨询{legal_consultations 人次 2000 30000 w}。", "解答来电来访咨询{legal_consultations 人次 2000 30000 w}。" },
      { "全年办理公证{notary_cases 件 400 4000}。", "办理公证事项{notary_cases 件 400 4000}，减免费用{- 万元 6 90 d}。" },
      { "{全}建成公共法律服务站（室）{legal_service_stations 个 90 600}。" },
    },
  },
  {
    topic = "supervision",
    headings = { "强化监督制约，推进行政权力规范透明运行", "全面推进政务公开，自觉接受各方监督", "健全行政权力制约和监督体系" },
    groups = {
      { "办理人大代表建议{npc_proposals 件 40 190}、政协提案{cppcc_proposals 件 40 190}，办复率{proposal_reply_rate % 100 100 k}。",
        "承办人大代表建议{npc_proposals 件 40 190}、政协委员提案{cppcc_proposals 件 40 190}，满意率{proposal_satisfaction_rate % 97 100 d k}。", "人大代表建议{npc_proposals 件 40 190}、政协提案{cppcc_proposals 件 40 190}全部办复。" },
      { "全年主动公开政府信息{info_disclosed 条 3000 30000 w b}。", "主动公开各类政府信息{info_disclosed 条 3000 30000 w}，发布政策解读材料{policy_interpretations 篇 20 160}。" },
      { "办结依申请公开事项{info_requests 件 20 400}。", "收到政府信息公开申请{info_requests 件 20 400}，均在法定期限内答复。", "依申请公开政府信息{info_requests 件 20 400}。" },
      { "12345政务服务热线受理群众诉求{hotline_cases 件 9000 60000 w b}。", "12345热线受理群众诉求{hotline_cases 件 9000 60000 w}，办结率{- % 97 100 d k}。", "12345热线平台接听来电{hotline_cases 件 9000 60000 w}。" },
      { "完成审计项目{audit_projects 个 9 60}，查出问题{audit_problems 个 60 190}。" },
      { "举办新闻发布会{press_events 场 3 40}。" },
    },
  },
  {
    topic = "technology",
    headings = { "建设数字政府，强化科技保障", "推进“互联网+政务服务”，提升数字法治水平", "加强信息化支撑，赋能法治政府建设" },
    groups = {
      { "归集电子证照{e_certs 类 60 190 k}，调用{- 次 2000 30000 w b +e_certs}。", "归集电子证照{e_certs 类 60 190 k}。" },
      { "行政执法平台录入案件{enforcement_online 件 400 6000}。", "通过行政执法平台网上办案{enforcement_online 件 400 6000}。" },
      { "归集共享数据{data_items_shared 条 11000 90000 w}，提供接口服务{- 次 900 9000 b}。" },
    },
  },
  {
    topic = "popularization",
    headings = { "深入普法宣传，增强全民法治观念", "落实普法责任，营造浓厚法治氛围", "实施“八五”普法规划，提升公民法治素养" },
    groups = {
      { "开展法治宣传活动{law_popularization_events 场次 90 900 b}。", "举办各类普法宣传活动{law_popularization_events 场 90 900 b}，受众{law_popularization_audience 人次 11000 90000 w b}。" },
      { "发放普法宣传资料{publicity_materials 份 2000 30000 w b}。", "发放宣传资料{publicity_materials 份 2000 30000 w b}，播放公益广告{- 条 90 900}。", "免费发放普法读本和折页{publicity_materials 册 2000 30000 w b}。" },
      { "培育“法律明白人”{law_wise_persons 名 300 3000}。", "{全}共培养“法律明白人”{law_wise_persons 名 300 3000}。", "“法律明白人”队伍达到{law_wise_persons 名 300 3000}。" },
      { "举办法治讲座{legal_lectures 场 10 120}。" },
    },
  },
}
