package i18n

func chineseIssuers() Issuers {
	return Issuers{
		Key: func(id, name string) string {
			if id == "" {
				return name + " 的金鑰，由管理者固定"
			}
			return name + " 的金鑰「" + id + "」，由管理者固定"
		},
		Fetched: func(name, date string) string { return name + " 的金鑰取得於 " + date + "。" },
		Typed: func(name string) string {
			return "以你的金鑰為準，不使用管理者為 " + name + " 固定的金鑰。"
		},
		Box:      func(name string) string { return "空白：使用管理者為 " + name + " 固定的金鑰。" },
		Expected: func(name string) string { return "依管理者對 " + name + " 的要求" },
		Words:    "管理者的說明",
	}
}

func chinesePinning() string {
	return "這台伺服器的管理者固定了自家簽發者的金鑰。頁面會向這台伺服器的 /issuers.json 取得，啟動時一次，開著的時候再按時間定期取得。這個請求每個人都一樣：不會因為任何權杖而發生或延後，裡面也沒有權杖。上方列不把它算進你的請求。"
}
