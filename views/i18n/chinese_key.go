package i18n

import "strconv"

func chineseKeyFacts() KeyFacts {
	return KeyFacts{
		Public:      "公開金鑰",
		Private:     "私密金鑰",
		Certificate: "憑證",
		Line:        func(what, name, from string) string { return what + "：" + name + "，取自 " + from + "。" },
		RSA:         func(bits int) string { return "RSA " + thousands(bits) + " 位元" },
		Unknown:     "種類不明",
		From: map[string]string{
			"jwk": "JWK", "jwk-oct": "JWK", "jwk-set": "JWK Set", "pem": "PEM", "der": "DER", "ssh": "SSH 的單行格式",
		},
		PublicHalf: "使用的是公開的一半。",
		Unusable:   func(why string) string { return "不能使用：" + why + "。" },
		Set:        func(keys int) string { return "JWK Set，共 " + thousands(keys) + " 把金鑰。" },
		Several:    func(keys int, from string) string { return thousands(keys) + " 把金鑰，取自 " + from + "。" },
		Chosen: func(id, name string) string {
			if id == "" {
				return "選用：" + name + "。"
			}
			return "選用：「" + id + "」，" + name + "。"
		},
		SkippedCount: func(skipped, of int) string {
			return thousands(of) + " 把金鑰裡有 " + thousands(skipped) + " 把不能使用。"
		},
		More:           "關於這把金鑰",
		Format:         "格式",
		KeyID:          "金鑰 ID",
		For:            "用途",
		Thumbprint:     "指紋（RFC 7638）",
		ThumbprintName: "指紋",
		Notes: map[string]func(map[string]string) string{
			"compressed": fixed("曲線上的點經過壓縮，有些函式庫讀不了。"),
			"escaped":    fixed("讀取時已把 \\n 換成換行。"),
			"label": func(a map[string]string) string {
				return "區塊的標籤是「" + a["label"] + "」，內容是 " + a["format"] + "。有些函式庫會拒絕。"
			},
			"leading-zero": func(a map[string]string) string {
				return "「" + a["name"] + "」以零位元組開頭，RFC 7518 §2 禁止這樣做。"
			},
			"list":              fixed("這只是一個陣列。JWK Set 是物件，陣列放在物件的「keys」裡。"),
			"one-line":          fixed("從單獨一行讀出。PEM 有換行，許多函式庫非要有換行不可。"),
			"percent":           fixed("讀取時已還原百分號編碼。"),
			"pkcs1":             fixed("這是 PKCS#1，不是 SPKI。有些函式庫需要 SPKI：openssl rsa -RSAPublicKey_in -pubout。"),
			"private-unchecked": fixed("沒有使用私密的一半：缺少質數，檢查的代價太高。"),
			"rsa-pss":           fixed("金鑰標明用於 RSA-PSS：PS256、PS384 或 PS512。"),
			"ssh-unusable":      func(a map[string]string) string { return a["type"] + " 類型的金鑰不能用於權杖。" },
			"unusable-curve": func(a map[string]string) string {
				return a["curve"] + " 曲線上的金鑰可以解碼，但這裡不用來檢查簽章。"
			},
			"wrapped": fixed("讀取時已解開外層的 base64 或十六進位。"),
			"x5c": func(a map[string]string) string {
				return "「x5c」的第 " + a["number"] + " 張憑證：" + a["why"] + "。"
			},
		},
		NotePrivate: "絕不要把私密金鑰貼進不是由你架設的頁面。驗證方只需要公開的一半。",
		Skipped: func(number int, id, why string) string {
			if id != "" {
				id = "（「" + id + "」）"
			}
			return "第 " + strconv.Itoa(number) + " 把金鑰" + id + "不能使用：" + why + "。"
		},
		SkippedMore: func(n int) string { return "還有 " + thousands(n) + " 把。" },

		Certificates:     "憑證",
		CertificatesHint: "來自「x5c」：權杖自己帶來的，所以這裡一張也不信任",
		Subject:          "主體",
		Issuer:           "簽發者",
		Validity:         "有效期間",
		Valid:            func(from, to string) string { return from + " 至 " + to },
		Expired:          "已過期",
		NotYetValid:      "尚未生效",
		Names:            "名稱",
		SelfSigned:       "這是自簽憑證：自己替自己擔保。",
		NamedBy:          func(parameters string) string { return "標頭的 " + parameters + " 就是這張憑證的指紋。" },
		CertificateName:  func(number int, subject string) string { return strconv.Itoa(number) + ". " + subject },
		Unread:           "無法讀取",
	}
}
