package i18n

func chineseEncryption() Encryption {
	return Encryption{
		Label: "解密",
		Title: "加密",
		States: map[string]string{
			"encrypted": "尚未解密", "decrypted": "已解密", "failed": "未能解密",
			"refused": "拒絕", "unsupported": "無法解密",
		},
		NoKey:          func(alg string) string { return alg + "。輸入金鑰就能解開。" },
		OpenedBy:       func(alg, enc, key string) string { return alg + "，" + enc + "，" + key },
		YourKey:        "你的金鑰",
		YourKeyID:      func(id string) string { return "你的金鑰「" + id + "」" },
		PayloadHint:    "在這裡用你的金鑰解密",
		InnerBelow:     "加密的內容本身就是權杖，顯示在下方。",
		Parts:          [5]string{"標頭", "加密的金鑰", "初始化向量", "密文", "標籤"},
		KeyParts:       func(n int) string { return "屬於 " + thousands(n) + " 個接收者之中的第一個" },
		NoPart:         "無",
		NotePrivate:    "絕對不要把私鑰貼到不是你自己架設的頁面。只有加密權杖的接收者需要私鑰。",
		HowMade:        "怎麼加密的",
		Nested:         "內層權杖",
		NestedHint:     "在上面的權杖裡面，獨立判定",
		OpenNested:     "開啟內層權杖",
		NestedFindings: "內層權杖的檢查結果",
	}
}
