package i18n

func chineseRules() Rules {
	return Rules{
		Title: "規則",
		Lead:  "檢視器在權杖裡找什麼：每項發現是什麼意思，為什麼重要，如何修正。",
		Subjects: map[string]string{
			"input":      "輸入與編碼",
			"algorithm":  "演算法與標頭",
			"keys":       "金鑰與密鑰",
			"time":       "時間",
			"claims":     "宣告與應用規範",
			"content":    "敏感內容",
			"encryption": "加密的權杖",
			"forms":      "JSON 形式與 SD-JWT",
			"size":       "大小與傳輸",
			"verdict":    "判定",
		},
		SubjectsNav: "主題",
		Search:      "搜尋",
		SearchHint:  "kid、過期、RFC 8725…",
		Severity:    "嚴重程度",
		Subject:     "主題",
		AnySeverity: "所有嚴重程度",
		AnySubject:  "所有主題",
		Filter:      "顯示",
		Everything:  "顯示全部",
		Count:       func(n int) string { return thousands(n) + " 條規則" },
		Shown:       func(n, of string) string { return "顯示 " + n + " 條規則，共 " + of + " 條" },
		NoneShown:   "沒有符合的規則。試試少打幾個字，或換一種嚴重程度。",
		ReadMore:    "所有規則",

		SeverityMeanings: map[string]string{
			"critical": "權杖可以偽造，或洩漏了仍然有效的祕密，或違反所屬標準的要求。",
			"warning":  "很可能是錯誤，或不合標準的建議。",
			"info":     "值得知道。單憑這一點，權杖並沒有問題。",
		},
		ID:           "規則",
		Says:         "檢視器會說",
		SaysNote:     "標示出來的字是從權杖填入的。",
		Effect:       "影響",
		Refuses:      "有這項發現的權杖，即使簽章相符，也絕不會顯示為已驗證。",
		NoEffect:     "不影響簽章的判定。",
		Reference:    "依據",
		Meaning:      "這是什麼意思",
		Why:          "為什麼重要",
		Attack:       "真實的攻擊",
		Fix:          "如何修正",
		References:   "參考資料",
		OpenFires:    "開啟有這項發現的權杖",
		OpenSilent:   "開啟沒有這項發現的權杖",
		ExamplesNote: "兩個都是虛構的，會在檢視器中開啟。",
		Siblings:     func(subject string) string { return "同主題的規則：" + subject },
		Previous:     "上一條",
		Next:         "下一條",

		Example: func(fires bool) string {
			if fires {
				return "這個範例權杖有這項發現："
			}
			return "這個範例權杖沒有這項發現："
		},
		ExampleFolded: "這項發現收在提示裡。",
		ExampleNow:    "判定取決於時間，所以這裡的時鐘是設定好的。",
		Back:          "回到規則",
		Other: func(fires bool) string {
			if fires {
				return "開啟有這項發現的權杖"
			}
			return "開啟沒有這項發現的權杖"
		},
	}
}
