-- symbols: the signs of symbol fonts (w:sym in Word files) as characters. Codes are those of the
-- font without the F000 that Word adds; a sign that is missing is read as damage, never left out.

local wingdings = {
  [0x28] = "☎", [0x2A] = "✉", [0x6C] = "●", [0x6D] = "○", [0x6E] = "■", [0x6F] = "□", [0x70] = "□", [0x71] = "❑",
  [0x72] = "❒", [0x74] = "◆", [0x75] = "◆", [0x76] = "❖", [0x77] = "◆", [0x9E] = "·", [0x9F] = "•", [0xA1] = "○",
  [0xA4] = "◉", [0xA7] = "▪", [0xA8] = "□", [0xAB] = "★", [0xD8] = "➢", [0xDC] = "➲", [0xE0] = "→", [0xDF] = "←",
  [0xE1] = "↑", [0xE2] = "↓", [0xE8] = "➔", [0xF0] = "⇨", [0xFB] = "✗", [0xFC] = "✓", [0xFD] = "☒", [0xFE] = "☑",
}
for n = 0, 9 do -- ⓪ … ⑨ and ⑩ in outline and in black
  wingdings[0x81 + n] = utf8.char(0x2460 + n)
  wingdings[0x8C + n] = utf8.char(0x2776 + n)
end
wingdings[0x80], wingdings[0x8B] = "⓪", "⓿"

local symbol = {
  [0x20] = " ", [0x22] = "∀", [0x24] = "∃", [0x2A] = "∗", [0x2D] = "−", [0x40] = "≅", [0xA2] = "′", [0xA3] = "≤",
  [0xA4] = "/", [0xA5] = "∞", [0xAE] = "→", [0xAC] = "←", [0xAD] = "↑", [0xAF] = "↓", [0xB0] = "°", [0xB1] = "±",
  [0xB2] = "″", [0xB3] = "≥", [0xB4] = "×", [0xB5] = "∝", [0xB7] = "•", [0xB8] = "÷", [0xB9] = "≠", [0xBA] = "≡",
  [0xBB] = "≈", [0xBC] = "…", [0xD7] = "·", [0xE5] = "∑",
  [0x61] = "α", [0x62] = "β", [0x67] = "γ", [0x64] = "δ", [0x44] = "Δ", [0x6D] = "μ", [0x70] = "π", [0x57] = "Ω",
}
for same in ("!#%&()+,./:;<=>?[]_"):gmatch "." do symbol[same:byte()] = same end
for digit = 0x30, 0x39 do symbol[digit] = string.char(digit) end

return {
  ["wingdings"] = wingdings,
  ["wingdings 2"] = { [0x50] = "✓", [0x4F] = "✗", [0x51] = "☒", [0x52] = "☑", [0x53] = "☒", [0x54] = "☒", [0xA3] = "□",
    [0x97] = "●", [0x98] = "●", [0x99] = "○" },
  ["wingdings 3"] = { [0x7D] = "▶", [0x71] = "▲", [0x75] = "◀", [0x70] = "▲" },
  ["webdings"] = { [0x61] = "✓", [0x63] = "□", [0x67] = "■", [0x6E] = "●", [0x72] = "✗" },
  ["symbol"] = symbol,
}
