package i18n

import "strconv"

func chineseSite() Site {
	return Site{
		Name:          "Jotlens",
		SkipToContent: "跳到內容",
		SkipToToken:   "跳到權杖",
		Pages:         "頁面",
		Inspect:       "檢視",
		Rules:         "規則",
		Reference:     "參考",
		Privacy:       "隱私",
		License:       "授權條款",
		Theme:         "佈景主題",
		ThemeSystem:   "系統",
		ThemeLight:    "淺色",
		ThemeDark:     "深色",
		SealOpen:      "尚未封閉",
		SealSealed:    "已封閉 · {n} 個請求",
		SealSealedOne: "已封閉 · {n} 個請求",
		SealBlocked:   "擋下 {n} 個",
		SealServer:    "由伺服器檢查",
		SealTitle:     "這個頁面可以送出什麼、送到哪裡",
		Version:       func(v string) string { return "版本 " + v },
		Offer:         "這一頁有繁體中文版",
		Decline:       "不用，謝謝",
	}
}

func chineseInspector() Inspector {
	return Inspector{
		Title:       "Jotlens：看看 JSON Web Token 裡有什麼",
		Token:       "權杖",
		TokenHint:   "貼上權杖，或任何含有權杖的文字：HTTP 標頭、cookie、curl 指令、連結。",
		Key:         "金鑰",
		KeyKinds:    "密鑰、PEM、JWK 或 JWK Set",
		KeyEncoding: "密鑰的讀取方式",
		KeyHide:     "隱藏",
		EncodingNames: map[string]string{
			"auto": "自動", "utf-8": "UTF-8", "base64": "base64", "base64url": "base64url", "hex": "hex",
		},
		Copy:           "複製",
		Copied:         "已複製",
		CopyFailed:     "未能複製",
		CopyPart:       func(name string) string { return spaced("複製", name) },
		Clear:          "清除",
		ClearKeys:      "連按兩次 Escape 也能清除",
		Check:          "在這台伺服器檢查",
		CheckNote:      "伺服器會因此看到權杖和金鑰，但兩者都不保留。",
		NoScript:       "JavaScript 已關閉，所以頁面無法自行檢查權杖。這個按鈕會把表單送到這台伺服器，伺服器就會看到權杖和金鑰，但兩者都不保留，也不寫入記錄檔。",
		NoScriptOff:    "JavaScript 已關閉，而這台伺服器本身不檢查權杖。請開啟 JavaScript 再使用檢視器；你貼上的內容會留在分頁裡。",
		CheckedOnce:    "由伺服器檢查，所以伺服器看過這個權杖，但什麼都不保留。",
		Result:         "權杖的內容",
		Verdict:        "判定",
		Loading:        func(percent string) string { return "準備中：" + percent + "%。現在就可以貼上。" },
		LoadFailed:     "無法載入即時檢查。",
		Restarted:      "檢查太久，已重新開始。這個權杖可能超出負荷。",
		LiveOff:        "這個瀏覽器沒有 WebAssembly，所以即時檢查已關閉。下面的按鈕會在伺服器上檢查權杖。",
		LiveOffNoForm:  "這個瀏覽器沒有 WebAssembly，所以即時檢查已關閉，而這台伺服器本身不檢查權杖。",
		SeenByServer:   "這個權杖放在網址裡送來，所以伺服器和前面經手的一切都看過了。請改把權杖放在 # 後面。",
		SecretIgnored:  "連結裡帶有密鑰，已忽略：密鑰絕不該放在連結裡。",
		TooLong:        "內容超過 1 MiB。權杖不會這麼長。",
		NotText:        "這個檔案裡沒有文字。",
		Bytes:          func(n int) string { return thousands(n) + " 位元組" },
		Removed:        func(list []string) string { return "已從貼上的內容移除：" + chineseList(list) + "。" },
		SeveralTokens:  func(n int) string { return "找到 " + thousands(n) + " 個權杖。目前顯示：" },
		TokenNumber:    func(n int) string { return "權杖 " + strconv.Itoa(n) },
		EmptyFindings:  "貼上權杖，或載入範例。隨著你輸入，這裡會顯示權杖的各段、簽章和問題。",
		EmptyStaysHere: "你貼上的內容留在這個分頁：頁面沒有辦法把內容送到任何地方。",
	}
}

func chineseForm() Form {
	return Form{
		Label:       "形式",
		Empty:       "還沒有權杖",
		EmptyDetail: "貼上權杖就能開始",
		Kinds: map[string]string{
			"jws-compact": "已簽署的訊息", "jwe-compact": "加密的 JWT",
			"jws-json": "JSON 形式的 JWS", "jwe-json": "JSON 形式的 JWE",
			"sd-jwt": "SD-JWT", "partial": "權杖的一部分",
			"json": "JSON，不是權杖", "unknown": "不是權杖",
		},
		Profiles: map[string]string{
			"access-token": "看起來是存取權杖", "id-token": "看起來是 ID 權杖（OpenID Connect）",
			"refresh-token": "更新權杖", "logout-token": "登出權杖（OpenID Connect）",
			"dpop-proof": "DPoP 證明", "sd-jwt-vc": "可驗證憑據",
			"kubernetes-service-account": "看起來是 Kubernetes 服務帳號的權杖",
			"github-actions":             "看起來是 GitHub Actions 工作的 ID 權杖",
			"gitlab-ci":                  "看起來是 GitLab CI 工作的 ID 權杖",
			"jwt-svid":                   "看起來是 JWT-SVID（SPIFFE）",
		},
		SignedJWT:   "已簽署的 JWT",
		Unsecured:   "不受保護的 JWT",
		Malformed:   "格式錯誤",
		Parts:       func(n int) string { return thousands(n) + " 段" },
		JWSCompact:  func(parts string) string { return "JWS 緊湊格式，" + parts },
		JWECompact:  func(parts string) string { return "JWE 緊湊格式，" + parts },
		Partial:     func(parts string) string { return "3 段之中的 " + parts },
		SeeFindings: "請看檢查結果",
	}
}
