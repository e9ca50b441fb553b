-- Words one of which a sentence has that says there was none. Which indicators ask for that, and how it is
-- said, stands in their entries (`none`).
return { words = { denials = { "未", "没有", "无", "零" } } }
