package i18n

import "strconv"

func chineseKeySet() KeySet {
	return KeySet{
		SetOf:       func(n int) string { return "JWK Set，共 " + thousands(n) + " 把金鑰" },
		Key:         func(what, name string) string { return "JWK：" + what + "，" + name },
		Unread:      "不能使用的 JWK",
		Other:       "是金鑰，不是權杖",
		NoToken:     "裡面只有金鑰，沒有權杖。",
		Swapped:     "權杖放在金鑰欄，金鑰放在權杖欄：兩欄放反了。",
		NoSignature: "金鑰沒有簽章",
		NoHeader:    "金鑰沒有標頭。",
		Panel:       "金鑰原文",
		NoPayload:   "沒有 JSON 可以顯示。",
		PrivateNote: "這段文字裡有私密金鑰或密鑰。不要分享這段文字，也不要分享副本。",
		NoneList:    "沒有規則對這些金鑰提出異議。金鑰是不是簽發者的，只有你取得金鑰的地方能告訴你。",

		Title:    "金鑰",
		Hint:     "逐一讀取",
		Public:   "公開金鑰",
		Private:  "私密金鑰",
		Secret:   "共用密鑰",
		Unusable: "不能使用",
		NoKeyID:  "沒有 kid",
		Of:       func(number int) string { return "第 " + strconv.Itoa(number) + " 把金鑰" },
		MoreKeys: func(n int) string { return "還有 " + thousands(n) + " 把金鑰。" },
		Omitted:  func(n int) string { return "另有 " + thousands(n) + " 把金鑰沒有讀取。" },
		Advice:   "要用這些金鑰檢查權杖，請把金鑰貼到金鑰欄，把權杖貼到這裡。",
		Use:      "使用這些金鑰",
		Swap:     "交換兩欄",

		CertificatesHint: "來自「x5c」，這裡一張也不信任",
		CertificateOf: func(key int, subject string) string {
			return "第 " + strconv.Itoa(key) + " 把金鑰：" + subject
		},
		ValidFrom: func(from, to string) string { return "憑證有效期間：" + from + " 至 " + to + "。" },
	}
}
