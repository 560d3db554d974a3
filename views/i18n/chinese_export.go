package i18n

func chineseExport() Export {
	return Export{
		Menu:      "匯出",
		Copy:      "複製為 Markdown",
		Values:    "包含看似敏感的值，以及去掉簽章的權杖",
		Downloads: [3]string{"下載 Markdown", "下載 SARIF", "下載 JSON"},
		JSONNote:  "JSON 一律含有完整的標頭和酬載。",
		Title:     func(date string) string { return date + " 的 Jotlens 報告" },
		Masked:    func(sign string) string { return "看似敏感的值已省略：" + sign + "。" },
		Token:     "權杖",
		Signature: "[簽章已省略]",
		Place:     func(path string) string { return "位於 " + path },
		TooLong:   func(n int) string { return "內容太長，已省略：" + thousands(n) + " 位元組。" },
		NotWhole:  "已省略，因為不是完整的 JSON：無法判斷裡面哪些內容敏感。",
		Inside:    "另一個權杖，見下方。",
	}
}
