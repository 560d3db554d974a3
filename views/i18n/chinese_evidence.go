package i18n

func chineseEvidence() Evidence {
	return Evidence{
		Show:   func(what string) string { return "指出位置：" + what },
		Marked: func(what string) string { return "已標示：" + what + "。" },
		Gone:   "標示已移除。",
		Missing: func(path, part string) string {
			return "整個" + part + "，因為缺少 " + path
		},
		Parts: map[string]string{
			"header": "標頭", "payload": "酬載", "signature": "簽章", "key": "金鑰", "token": "權杖",
			"disclosed": "揭露項", "disclosure": "揭露項", "key-binding": "金鑰綁定",
			"removed": "移除的內容", "joined": "取出的內容",
		},
		Rule: func(id string) string { return id + " 的意思，在新分頁開啟" },
	}
}
