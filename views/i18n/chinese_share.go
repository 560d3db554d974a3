package i18n

func chineseShare() Share {
	return Share{
		Menu:     "分享",
		Whole:    "整個權杖",
		Unsigned: "不含簽章",
		Masked:   "不含簽章，並遮蔽宣告",
		Hint:     "連結會留在瀏覽記錄和聊天裡。連結裡絕不會有金鑰。",
		Free:     "誰都能讀標頭和酬載。任何 API 都不可以接受這個權杖。",
		Ticked:   "會遮蔽勾選的宣告。",
		Actions: map[string]string{
			"link":          "複製連結",
			"header":        "複製為 Authorization 標頭",
			"curl":          "複製為 curl",
			"markdown-full": "複製為 Markdown",
			"unsigned":      "複製不含簽章的連結",
			"markdown":      "複製為不含簽章的 Markdown",
			"masked":        "複製遮蔽這些宣告的連結",
		},
		Live: func(relative string) (before, after string) {
			return "拿到以下任一項的人都能使用這個權杖，直到 ", "（" + relative + "）。"
		},
		Forever: "拿到以下任一項的人永遠都能使用這個權杖：權杖沒有寫明何時到期。",
		Unknown: "拿到以下任一項的人也許能使用這個權杖。權杖何時到期，讀不出來。",
		Long: func(n int) string {
			return "這個連結有 " + thousands(n) + " 位元組。許多聊天和郵件程式會截斷這麼長的連結。"
		},
		Also: func(claims []string) string {
			return "已複製。" + chineseListOf(claims, 0) + " 裡相同的值也一起遮蔽了。"
		},
		None: func(code string) string {
			switch code {
			case "too-long":
				return "權杖太長，放不進連結：瀏覽器大約只收 64 kB。"
			case "holds-key":
				return "權杖自己的標頭或宣告裡，有金鑰欄的那把金鑰，或有私密金鑰。連結會把金鑰一起交出去。"
			case "holds-token":
				return "標頭或某個宣告裡還有另一個完整的權杖，那個權杖仍然能用：請遮蔽那個宣告。"
			case "encrypted":
				return "加密的權杖拆不開。要分享裡面的權杖或宣告，請先解密，再單獨開啟。"
			case "no-payload":
				return "這個權杖裡沒有酬載，去掉簽章就沒有內容可以顯示。"
			case "no-claims":
				return "標頭和酬載都要是完整的 JSON 物件，才能遮蔽宣告。"
			case "elsewhere":
				return "沒有產生連結：要遮蔽的值也出現在標頭或某個宣告的名稱裡，而這些地方不會更動。"
			case "too-many":
				return "宣告太多，或宣告裡的值太多，無法遮蔽。"
			case "not-bearer":
				return "JSON 形式的權杖不能放進 Authorization 標頭。"
			case "no-focus":
				return "權杖裡沒有這個名稱的部分、宣告或標頭參數，連結會指不到東西。"
			case "note-key":
				return "沒有產生連結：留言裡有金鑰，或有金鑰欄內容的一部分。"
			}
			return "貼上權杖才能分享。"
		},
	}
}
