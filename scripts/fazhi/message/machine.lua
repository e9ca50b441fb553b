-- Messages about the machine (E6…), and about faults of the program itself (E7…).

return {
  E601 = { zh = "缺少所需的程序（{reason}）", en = "{reason}" },
  E602 = { zh = "缺少所需的数据（{reason}）", en = "{reason}" },
  E701 = { zh = "内存不足（{reason}）", en = "{reason}" },
  beside_others = { zh = "{reason}；可用 --jobs 1 逐一处理，或放宽内存限制",
    en = "{reason}; use --jobs 1 to do one at a time, or allow more memory" },
  E702 = { zh = "fazhi 内部错误（{reason}）", en = "a fault in fazhi: {reason}" },
  E703 = { zh = "fazhi 内部错误：{reason}", en = "a fault in fazhi: {reason}" },
}
