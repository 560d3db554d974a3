package i18n

import "strings"

func chineseExamples() Examples {
	return Examples{
		Menu:   "載入範例",
		Making: "正在為範例產生金鑰。RSA 金鑰需要幾秒鐘。",
		Groups: map[string]string{"algorithm": "依演算法", "kind": "依權杖種類", "wrong": "有問題的權杖"},
		Names: map[string]string{
			"hs256": "HS256", "hs384": "HS384", "hs512": "HS512", "rs256": "RS256", "rs384": "RS384", "rs512": "RS512",
			"ps256": "PS256", "ps384": "PS384", "ps512": "PS512", "es256": "ES256", "es384": "ES384", "es512": "ES512",
			"eddsa": "EdDSA", "ed25519": "Ed25519", "ml-dsa-44": "ML-DSA-44", "ml-dsa-65": "ML-DSA-65", "ml-dsa-87": "ML-DSA-87",
			"id-token": "ID 權杖", "access-token": "存取權杖", "refresh-token": "更新權杖（Keycloak）", "logout-token": "登出權杖",
			"dpop-proof": "DPoP 證明", "kubernetes": "Kubernetes 服務帳號", "github-actions": "GitHub Actions",
			"sd-jwt": "SD-JWT，有金鑰綁定", "jwe-dir": "加密，共用金鑰", "jwe-rsa": "加密，RSA-OAEP-256", "jwe-ecdh": "加密，ECDH-ES",
			"nested": "先簽署再加密", "jws-json": "JSON 形式", "detached": "分離的酬載", "jwk-set": "附金鑰集",
			"unsecured": "無保護（alg none）", "expired": "兩小時前過期", "sensitive": "裡面有密碼",
		},
	}
}

func chineseBreaks() Breaks {
	return Breaks{
		Menu:   "弄壞權杖",
		Groups: map[string]string{"signature": "不用金鑰", "key": "用別的金鑰", "claims": "重新簽署", "form": "換個形式"},
		Names: map[string]string{
			"flip-bit": "翻轉一個位元", "change-claim": "更改宣告", "drop-signature": "拿掉簽章", "alg-none": "alg: none", "alg-none-variant": "alg: nOnE",
			"public-key-as-secret": "公鑰當密鑰", "embed-key": "嵌入金鑰", "jku": "指向別的金鑰", "kid-path-traversal": "kid: ../dev/null", "weak-secret": "猜得到的密鑰",
			"expire": "設成已過期", "not-yet-valid": "尚未生效", "no-expiry": "永不到期", "huge-exp": "遙遠的未來", "wrong-audience": "別的受眾", "wrong-issuer": "別的簽發者",
			"duplicate-claim": "重複的宣告", "swap-typ": "別的類型", "move-claim": "移動宣告",
			"crit-unknown": "未知的擴充", "extra-segment": "第四段", "whitespace": "中間有空格", "jws-json": "外面包 JSON",
		},
		Whats: map[string]string{
			"flip-bit":             "簽章有一個位元翻轉了。",
			"change-claim":         "主體換成另一個，簽章還是舊的。",
			"drop-signature":       "簽章拿掉了。",
			"alg-none":             "標頭說沒有人簽署，也確實沒有人簽署。",
			"alg-none-variant":     "同樣沒有人簽署，但寫成「nOnE」，過濾「none」的檢查攔不到。",
			"public-key-as-secret": "用 HS256，把公開金鑰當成密鑰：演算法混淆。",
			"embed-key":            "以新的金鑰簽署，金鑰就放在標頭裡。",
			"jku":                  "以新的金鑰簽署，標頭說明到哪裡抓取這把金鑰。",
			"kid-path-traversal":   "金鑰 ID 指向空的檔案，密鑰也是空的。",
			"weak-secret":          "用 HS256，密鑰是「secret」。",
			"expire":               "權杖在一小時前過期。",
			"not-yet-valid":        "權杖再過一小時才生效。",
			"no-expiry":            "權杖永遠不會到期。",
			"huge-exp":             "到期的年份有 23 位數。",
			"wrong-audience":       "權杖是給另一個 API 的。",
			"wrong-issuer":         "權杖來自另一個簽發者。",
			"duplicate-claim":      "主體出現兩次，兩個值不同。",
			"swap-typ":             "類型說這是另一種權杖。",
			"move-claim":           "到期時間寫在標頭，不在宣告裡。",
			"crit-unknown":         "標頭裡有一項擴充，不理解就必須拒絕。",
			"extra-segment":        "權杖有第四段。",
			"whitespace":           "權杖中間有一個空格。",
			"jws-json":             "JSON 形式的簽章，文字裡藏著偽造的權杖。",
		},
		Errors: map[string]string{
			"no-such-break":    "沒有這種弄壞權杖的方法。",
			"not-signed-token": "權杖欄裡要有已簽署的權杖，標頭、酬載和簽章都讀得出來。",
			"no-claims":        "這個權杖的酬載不是 JSON 物件，所以沒有宣告可以更改。",
			"no-such-claim":    "這個權杖沒有要更改的那項宣告。",
			"needs-public-key": "金鑰欄裡要有這個權杖的公開金鑰。",
			"broken-already":   "這個權杖本來就是這樣。",
			"no-random":        "無法產生金鑰。",
			"too-long":         "這個權杖超過 64 KiB。沒有伺服器會接受那麼長的 HTTP 標頭。",
		},
		Unsigned: "金鑰欄裡沒有能簽署的金鑰，所以簽章還是舊的。",
	}
}

func chineseNegative() Negative {
	return Negative{
		Title:       "用不該接受的權杖測試你自己的 API",
		Own:         "只能用在你擁有或有權測試的服務上。權杖是在這個分頁裡，依照兩個欄位的內容產生的；頁面一個也不會送出。",
		Target:      "接收權杖的 URL",
		TargetFault: "必須以 https:// 或 http:// 開頭，不能有使用者名稱、空格或 #。",
		Name:        "權杖",
		Answer:      "應有的回應",
		Copy:        "複製",
		Control:     "正確的權杖。這個權杖若遭到拒絕，其他回應就沒有意義。",
		Accept:      "200",
		Refuse:      "401 或 400",
		Rule:        func(id string) string { return "原因：" + id },
		Summary:     func(n int) string { return thousands(n) + " 個權杖" },
		Unsigned: func(names []string) string {
			return "以下沒有產生，因為金鑰欄裡要有你的簽署金鑰：" + strings.Join(names, "、") + "。"
		},
		Script:    "下載 curl 指令稿",
		JSON:      "下載 JSON",
		CopyToken: func(name string) string { return "複製權杖「" + name + "」" },
		Notice: "負面測試，由 Jotlens 產生。只能用在你擁有或有權測試的服務上。\n" +
			"第一個權杖是正確的，必須得到 200 或其他 2xx。其餘的必須得到 401 或 400。\n" +
			"正確的權杖是仍然有效的憑據：用完請刪除這個檔案。",
	}
}
