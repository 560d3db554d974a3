package i18n

import "strconv"

func chineseLearn() Learn {
	return Learn{
		Nav:      "學習",
		Title:    "學習 JWT",
		Lead:     "十二堂短課，寫給在 API 說明文件裡遇到權杖的人。每一課都讓你更改一個權杖，看看會發生什麼事。",
		Start:    "剛接觸 JWT？從這裡開始",
		Minutes:  func(n int) string { return thousands(n) + " 分鐘" },
		Lessons:  "所有課程",
		Previous: "上一課",
		Next:     "下一課",
		Try:      func(n int) string { return "試試看，第 " + strconv.Itoa(n) + " 個" },
		Names: map[string]string{
			"token": "權杖", "header": "標頭", "payload": "酬載", "signature": "簽章", "formula": "如何計算",
			"verdict": "判定", "findings": "檢查結果", "secret": "密鑰或金鑰",
		},
		Open:       "在檢視器中開啟",
		NoFindings: "沒有任何發現。",
		NoToken:    "這樣產生不出已簽署的權杖。",
		Hidden:     "已加密。只有用金鑰才讀得出來。",
		Formula: func(alg, header, payload, signature string) string {
			return alg + "(" + header + " + \".\" + " + payload + ", 金鑰) = " + signature
		},
		NoScript:    "JavaScript 已關閉，所以這一課的權杖不能在這裡更改。每個權杖都可以在檢視器中開啟。",
		Off:         "即時檢查在這個瀏覽器裡關閉了。每個權杖都可以在檢視器中開啟。",
		Check:       "核對答案",
		Answer:      "正確答案：",
		Right:       "答對了。",
		Wrong:       "不對，不是這個。",
		Naive:       "輕信的驗證方",
		Careful:     "謹慎的驗證方",
		Accepts:     "接受",
		Refuses:     "拒絕",
		CarefulSays: "golang-jwt 事先知道預期的演算法、簽發者和受眾，回報的是：",
		Naively: map[string]string{
			"alg-none":             "演算法照標頭說的。「none」不需要簽章，所以沒有東西可以檢查了。",
			"public-key-as-secret": "演算法照標頭說的，於是把自己的公開金鑰當成 HS256 的密鑰。簽章相符。",
			"weak-secret":          "自己的密鑰也是「secret」這個字。簽章相符。",
			"kid-path-traversal":   "「kid」寫哪個檔案，就開啟哪個檔案。檔案是空的，而簽章正好符合空的密鑰。",
			"expire":               "簽章相符，至於「exp」，從來不看。",
		},
		Rule:      "規則怎麼說",
		FlowTitle: "實際看一遍",
		FlowLink:  "權杖的一生",
		FlowNote:  "是這台伺服器上的一次真實登入：每個請求和回應都照送出的原樣顯示，還有可以試試看的攻擊。",
	}
}
