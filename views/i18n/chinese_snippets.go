package i18n

func chineseSnippets() Snippets {
	return Snippets{
		Title:      "在你的程式碼裡驗證",
		Language:   "程式語言",
		Copy:       func(language string) string { return "複製 " + language + " 的程式碼" },
		WrittenFor: func(library string) string { return "為 " + library + " 撰寫。" },
		Keys:       "裡面沒有金鑰：請把你的金鑰放在程式碼會去找的地方。",
		None: func(code, alg, library string) string {
			switch code {
			case "not-jwt":
				return "這個沒有對應的程式碼：函式庫只讀緊湊格式、帶有宣告的 JWT。"
			case "encrypted":
				return "這個權杖是加密的：請先解密。要取得裡面那個權杖的程式碼，請單獨開啟那個權杖。"
			case "unsecured":
				return "沒有東西可以驗證：這個權杖沒有人簽署。API 必須拒絕。"
			case "sd-jwt":
				return "這個沒有對應的程式碼：帶有揭露項的權杖需要 SD-JWT 的函式庫。JWT 的函式庫只會檢查一半。"
			case "no-alg":
				return "這個沒有對應的程式碼：標頭沒有寫明演算法。"
			case "unsupported":
				return library + " 不能驗證這個權杖的演算法" + chineseNamed(alg) + "。請改用能驗證的函式庫，不要自己寫。"
			case "needs-jwks":
				return library + " 從 JWK Set 取得金鑰。這個權杖用共用密鑰簽署，而共用密鑰不該放進到處傳遞的檔案：請在你的 API 裡驗證。"
			}
			return "貼上權杖，就能取得程式碼：只接受這一類權杖，其他一概不收。"
		},
		Note: func(code, alg string) string {
			switch code {
			case "refused":
				return "這個權杖不可以接受；請看檢查結果。程式碼用的演算法" + chineseNamed(alg) + "取自權杖的標頭：請確認你的簽發者用的就是這個。"
			case "other-alg":
				return "這個權杖的演算法" + chineseNamed(alg) + "不是你的 API 所期望的，卻是這段程式碼所期望的。"
			case "encoded-secret":
				return "金鑰欄裡的密鑰經過編碼。請解碼成位元組：程式碼把 JWT_SECRET 當成文字讀取。"
			case "keep-own":
				return "權杖列出好幾個受眾。只留下你的。"
			}
			return "簽發者、受眾和類型，凡是你填了期望的，都照你的期望。"
		},
	}
}

func chineseNamed(alg string) string {
	if named(alg) == "" {
		return ""
	}
	return "（" + alg + "）"
}
