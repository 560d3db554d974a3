package i18n

func chineseMakeKey() MakeKey {
	return MakeKey{
		Menu:     "新金鑰",
		MenuNote: "在這個分頁裡產生。來自網頁的金鑰只適合測試。",
		Usual:    func(alg, recipe string) string { return alg + " 用的金鑰：" + recipe },
		Groups:   [5]string{"密鑰", "RSA", "EC", "EdDSA", "ML-DSA"},

		Begun:    "正在產生金鑰：{name}。",
		Making:   "正在產生金鑰：{name}。已過 {seconds} 秒。",
		Primes:   "兩個質數要反覆試才找得到，所以沒有人知道要多久。你可以繼續做別的事。",
		Working:  "正在產生金鑰",
		Cancel:   "取消",
		Canceled: "已取消。沒有產生金鑰。",
		Failed:   "沒有產生金鑰：負責產生的引擎沒有啟動，或已經結束。",

		Made:     func(name string) string { return "新金鑰：" + name },
		MadeNote: "在這個分頁裡產生，不存放在任何地方，分頁一關就消失。來自網頁的金鑰只適合測試。",
		Placed:   "私密金鑰已放進金鑰欄。在欄內復原，就會回到之前的內容。",
		Public:   "公開金鑰已放進金鑰欄。在欄內復原，就會回到之前的內容。",
		Kept:     "金鑰欄裡有你自己的金鑰，所以沒有更動。",

		Convert:      "轉換",
		Converted:    func(name string) string { return "你這把金鑰的各種形式：" + name },
		ConvertedSet: func(keys int) string { return thousands(keys) + " 把金鑰的各種形式" },
		NoKey:        "金鑰欄是空的。放入金鑰，就能看到其他形式。",
		Close:        "關閉",
		Secret:       func(bytes string) string { return "密鑰，" + bytes },
		KeyID:        "金鑰 ID",
		Form: func(form string, private bool) string {
			if private {
				return form + "，私密"
			}
			return form + "，公開"
		},
		Text:     "密鑰的 base64url 形式",
		WholeSet: "所有金鑰",
		Member: func(number int, name, id string) string {
			if id == "" {
				return thousands(number) + ". " + name
			}
			return thousands(number) + ". 「" + id + "」，" + name
		},
		MoreMembers: func(n int) string { return "還有 " + thousands(n) + " 把金鑰。" },
		Put: func(private bool) string {
			if private {
				return "把私密金鑰放進金鑰欄"
			}
			return "把公開金鑰放進去"
		},
		PutSecret: "把密鑰放進金鑰欄",

		SecretOnly:  "密鑰沒有公開的一半，也沒有 PEM 形式。",
		PublicOnly:  "這是公開金鑰，算不出私密的一半。",
		NoPrivate:   "這把金鑰私密的一半在這裡不能使用，所以只列出公開的形式。",
		NoForm:      func(form string) string { return "這把金鑰沒有這種形式：" + form + "。" },
		Unusable:    func(why string) string { return "不能轉換：" + why + "。" },
		LeftOut:     "不含這把金鑰的憑證和 key_ops。",
		SecretsLeft: "公開的金鑰集不含密鑰：密鑰沒有公開的一半。",
	}
}
