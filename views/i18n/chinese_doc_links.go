package i18n

func chineseDocLinks() DocLinks {
	return DocLinks{
		Title:    "連結說了什麼",
		Note:     "做這個連結的人留言：",
		Points:   "連結指向",
		Missing:  func(name string) string { return "連結指向「" + name + "」，這個權杖裡沒有。" },
		Clock:    func(when string) string { return "連結把這個頁面的時鐘固定在 " + when + "。" },
		Unfix:    "改用現在的時間",
		Close:    "關閉",
		NoSample: "連結要的範例在這裡不存在。",
	}
}
