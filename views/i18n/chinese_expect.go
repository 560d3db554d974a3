package i18n

func chineseExpect() Expect {
	return Expect{
		Label:    "你的 API",
		Title:    "你的 API 期望什麼",
		Fields:   [7]string{"簽發者", "受眾", "演算法", "類型", "範圍", "容許誤差", "基準時間"},
		Examples: [7]string{"https://login.example.com", "orders", "RS256, ES256", "at+jwt", "orders:read", "60 s", "現在"},
		Hints:    [7]string{5: "秒數，或 5m", 6: "RFC 3339 或 Unix 秒數"},
		Fault: func(code string) string {
			switch code {
			case "too-long":
				return "最多 2 kB。"
			case "too-many":
				return "最多 20 個。"
			case "empty-entry":
				return "其中有一個是空的。"
			case "bad-leeway":
				return "不是 0 秒到 24 小時之間的時間長度。請寫 60 或 5m。"
			}
			return "不是時間。請寫 2027-01-15T08:00:00Z 或 1800000000。"
		},
		State: func(state string) string {
			switch state {
			case "accepted":
				return "會接受"
			case "rejected":
				return "會拒絕"
			}
			return "未判定"
		},
		AcceptedDetail: "符合所有條件",
		NestedDetail:   "依內層權杖判定",
		Result:         "條件",
		Condition: func(name string) string {
			for i, known := range conditionNames {
				if known == name {
					return chineseConditions[i]
				}
			}
			return name
		},
		Met:      "符合：",
		Unmet:    "不符合：",
		Fill:     "從這個權杖填入",
		CopyLink: "複製連結",
		LinkNote: "連結裡有這些期望，沒有權杖，也沒有金鑰。",
		Clear:    "清除",
		AsOf:     func(date string) string { return "以 " + date + " 為準" },
	}
}

var chineseConditions = [...]string{"形式", "簽章", "演算法", "類型", "時間", "簽發者", "受眾", "範圍"}
