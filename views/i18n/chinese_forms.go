package i18n

import "strconv"

func chineseForms() Forms {
	return Forms{
		NotJWT: "不是 JWT，JWT 一律是緊湊格式",
		SDJWT:  func(n int) string { return "選擇性揭露，" + thousands(n) + " 個揭露項" },
		OneSignature: func(number, of int) string {
			return "第 " + strconv.Itoa(number) + " 個簽章，共 " + strconv.Itoa(of) + " 個"
		},

		Disclosures: "揭露項",
		DisclosuresHint: func(matched, all, hidden int) string {
			s := strconv.Itoa(all) + " 個之中有 " + strconv.Itoa(matched) + " 個屬於這個權杖"
			if hidden > 0 {
				s += "，" + thousands(hidden) + " 個摘要仍未揭開"
			}
			return s
		},
		DisclosureStates: map[string]string{
			"matched": "屬於這個權杖", "unreferenced": "無人擔保", "duplicate": "送了兩次",
			"malformed": "格式錯誤", "unchecked": "無法檢查",
		},
		ArrayElement:    "陣列元素",
		MoreDisclosures: func(n int) string { return "還有 " + thousands(n) + " 個揭露項。" },
		Claims:          "接收者讀到的內容",
		ClaimsHint:      "酬載，揭露的宣告都放回原位",
		ClaimsRefused:   "簽發者擔保的內容；接收者仍必須全部拒絕",
		KeyBinding:      "金鑰綁定",
		KeyBindingStates: map[string]string{
			"unverified": "尚未驗證", "verified": "已驗證", "invalid": "不相符",
			"refused": "拒絕", "unverifiable": "無法檢查",
		},
		KeyBindingMissing: "沒有金鑰綁定：拿到這份出示內容的人，都能當成自己的來出示。",

		Signatures:      "簽章",
		SignaturesHint:  func(n int) string { return thousands(n) + " 個簽章，各自判定" },
		SignatureNumber: func(n int) string { return "簽章 " + strconv.Itoa(n) },
		Unprotected:     "不受保護的標頭：沒有人簽署",
		NoAlg:           "沒有 alg",

		Detached:      "酬載",
		DetachedNote:  "這個權杖沒有附上酬載。請把酬載貼在這裡，一個位元組都不能差，才能檢查簽章。",
		DetachedPanel: "酬載不在權杖裡，而是另外傳送。",
		AttachedHint:  "由你提供",
		UnencodedHint: "以純文字放在權杖裡",
	}
}
