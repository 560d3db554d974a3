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

		Named: "連結裡只有範例的名稱，沒有權杖：每個讀者都會拿到新做的範例。",
		Whole: "連結裡有這個權杖，但絕不會有金鑰。",
		Live:  "讀到說明文件的人都能使用這個權杖。請改用已過期的權杖，或用範例。",
	}
}
