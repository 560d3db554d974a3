package i18n

func chineseSearch() Search {
	return Search{
		Start: func(n int) string { return "試 " + thousands(n) + " 個已知密鑰" },
		Note: func(bytes int64) string {
			return "從這台伺服器載入 " + thousands(int((bytes+999)/1000)) + " kB，只載入一次，然後在這個分頁裡逐一嘗試。權杖不會送到任何地方。"
		},
		Loading:  "正在載入清單。",
		Progress: "已試過的密鑰",
		Running:  "已試 {tried} 個，共 {total} 個",
		Cancel:   "取消",
		None: func(n int) string {
			return thousands(n) + " 個已知密鑰都簽不出這個權杖。這不表示權杖的密鑰夠強。"
		},
		Failed: "清單無法載入。請再試一次。",
		Found:  "公開清單裡有一個密鑰簽得出這個權杖。請看檢查結果。",
		Use:    "當作金鑰使用",
	}
}
