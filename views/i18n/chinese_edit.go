package i18n

import "strings"

func chineseEdit() Edit {
	return Edit{
		Edit:    "編輯",
		Entered: "正在編輯。權杖會跟著標頭和酬載這兩個編輯器更新。",
		Left:    "編輯已結束。權杖保持寫好的樣子。",
		Ended:   "編輯已結束，因為權杖欄裡放進了另一個權杖。",
		Locked: func(why string) string {
			switch why {
			case "json-form":
				return "JSON 形式的權杖不能在這裡編輯：每個簽章都涵蓋酬載。"
			case "sd-jwt":
				return "SD-JWT 不能在這裡編輯：揭露項對應到簽發者簽署過的摘要。"
			case "detached":
				return "這個權杖不能在這裡編輯：酬載不在權杖裡。"
			case "unencoded":
				return "這個權杖不能在這裡編輯：酬載沒有編碼（「b64」是 false）。"
			case "encrypted":
				return "加密的權杖要先由金鑰欄裡的金鑰解開，才能編輯。"
			case "binary":
				return "這個權杖不能在這裡編輯：有一段不是文字。"
			}
			return "無法編輯：權杖欄裡沒有完整的權杖。"
		},
		Band:     "編輯中：權杖跟著你寫的內容更新，並以金鑰欄裡的金鑰簽署。",
		Tools:    "編輯",
		Names:    [2]string{"標頭，編輯中", "酬載，編輯中"},
		Headings: [2]string{"1 標頭", "2 酬載"},
		Plain:    "純文字，不是 JSON",
		Alg:      "演算法",
		Enc:      "內容加密",
		Groups: func(name string) string {
			switch name {
			case "HMAC":
				return "以密鑰簽署"
			case "RSA":
				return "以 RSA 私密金鑰簽署"
			case "ECDSA":
				return "以 EC 私密金鑰簽署"
			case "EdDSA":
				return "以 Ed25519 私密金鑰簽署"
			case "ML-DSA":
				return "以 ML-DSA 私密金鑰簽署"
			case "none":
				return "未簽署"
			case "RSA-OAEP":
				return "以 RSA 金鑰加密"
			case "ECDH-ES":
				return "以 EC 或 X25519 金鑰加密"
			case "AES":
				return "以固定長度的密鑰加密"
			case "PBES2":
				return "以密碼加密（慢）"
			}
			return "其他"
		},
		Now:      [2]string{"iat = 現在", "nbf = 現在"},
		NowTitle: [2]string{"簽發時間：現在", "生效時間：現在"},
		Exp:      "exp",
		ExpIn:    [4]string{"5 分鐘後", "15 分鐘後", "1 小時後", "1 天後"},
		JTI:      "jti",
		JTITitle: "新的 ID：128 個隨機位元",
		Claim:    "新增宣告",
		Find:     "尋找宣告",
		Layouts:  [3]string{"格式化", "排序", "緊湊"},
		Layout:   func(layout, part string) string { return part + "：" + layout },
		Writing:  "權杖的寫法",
		AsTyped:  "照輸入的樣子",
		Compact:  "緊湊",
		Encrypt:  "加密這個權杖",
		Differs:  "這不是當初貼上的權杖。",
		Restore:  "還原貼上的權杖",

		Same:     "這就是權杖欄裡的權杖，每個位元組都相同。沒有簽署任何東西。",
		Signed:   func(alg string) string { return "已用 " + alg + " 和金鑰欄裡的金鑰簽署。" },
		Resigned: func(alg string) string { return "金鑰已更改：已用 " + alg + " 重新簽署。" },
		Sealed: func(alg, enc string) string {
			return "已用 " + alg + " 和 " + enc + "，以金鑰欄裡的金鑰加密。"
		},
		Unsecure: "未簽署：「alg」是 none，任何人都能寫出這種權杖。",
		Kept:     "權杖欄裡還是上一個正確的權杖。",
		Old:      "權杖沒有重新簽署。若有舊的簽章，也不再相符。",
		At: func(part string, line, column int) string {
			if line == 0 {
				return part + "："
			}
			return part + "，第 " + thousands(line) + " 行第 " + thousands(column) + " 欄："
		},
		Problem: chineseEditProblem,
		Have:    [5]string{"密鑰", "公開金鑰", "私密金鑰", "好幾把金鑰", "另一種金鑰"},
		Amend: func(why string) string {
			switch why {
			case "header-broken":
				return "什麼都沒有改：標頭不是 JSON 物件。請先修正標頭。"
			case "payload-broken":
				return "什麼都沒有改：酬載不是 JSON。"
			case "payload-not-object":
				return "什麼都沒有改：酬載必須是 JSON 物件，才能有宣告。"
			case "claim-there":
				return "什麼都沒有改：酬載裡已經有這項宣告。"
			}
			return "什麼都沒有改：還沒有完整的權杖。"
		},
		Opens: "這是公開金鑰，用來加密。想看解開的權杖，請把私密金鑰放進金鑰欄。",
	}
}

func chineseEditProblem(code string, args map[string]string) string {
	alg, held := args["alg"], "；金鑰欄裡是"+chineseEditGap(args["have"])+"。"
	switch code {
	case "too-long":
		return "超過 1 MiB。"
	case "not-json":
		return chineseSentence(args["why"])
	case "trailing":
		return "JSON 結束之後還有別的內容。"
	case "not-object":
		return "必須是 JSON 物件。"
	case "alg-missing":
		return "缺少「alg」，或「alg」不是文字。"
	case "alg-unknown":
		return "「" + alg + "」不是已註冊的演算法。"
	case "alg-unsupported":
		return "這裡無法用 " + alg + " 簽署。"
	case "alg-not-signature":
		return alg + " 不能簽署。要加密，請加上「enc」。"
	case "b64":
		return "這裡不支援把「b64」設為 false：酬載會不經編碼就寫進權杖。"
	case "no-key":
		return "金鑰欄是空的，所以沒有簽署，也沒有加密。請用「新金鑰」產生一把，或輸入金鑰。"
	case "key-unreadable":
		return "讀不出金鑰欄裡的金鑰。"
	case "key-misfit":
		return alg + " 需要" + chineseEditGap(chineseNeed(alg)) + held
	case "key-public":
		return alg + " 需要" + chineseEditGap(chineseNeed(alg)) + "；金鑰欄裡是公開金鑰，只能驗證，不能簽署。"
	case "key-too-small":
		return "就 " + alg + " 的雜湊來說，這把金鑰太小。"
	case "key-not-for-this":
		return "這把金鑰自己的「use」、「key_ops」或「alg」不允許用 " + alg + " 簽署。"
	case "jwe-unsupported":
		return "這裡不支援" + chineseEditGap(args["name"]) + "「" + args["value"] + "」。"
	case "jwe-malformed":
		return chineseSentence(args["why"])
	case "jwe-key-type", "jwe-no-key":
		if args["need"] == "" {
			return "金鑰欄裡沒有適用 " + alg + " 的金鑰。"
		}
		return alg + " 需要" + chineseEditGap(args["need"]) + held
	case "jwe-key-length":
		return alg + " 需要剛好 " + args["want"] + " 個位元組的密鑰，這個密鑰有 " + args["have"] + " 個。"
	case "jwe-alg-key-mismatch":
		return "這把金鑰不是給 " + alg + " 用的，因為" + chineseEditGap(args["why"]) + "。"
	case "jwe-p2c-high":
		return "「p2c」要求的雜湊輪數，超過這裡願意計算的輪數。"
	case "jwe-p2c-low":
		return "「p2c」要求的雜湊輪數太少。"
	case "crit-unsupported":
		return "在這裡加密的權杖不支援「crit」。"
	}
	return "金鑰欄裡的金鑰不能用來做這件事。"
}

// chineseSentence makes a sentence of a reason.
func chineseSentence(why string) string {
	if why == "" || strings.HasSuffix(why, "。") {
		return why
	}
	return why + "。"
}

// chineseEditGap sets Latin text off from the Chinese before it.
func chineseEditGap(text string) string {
	if text != "" && text[0] < 0x80 {
		return " " + text
	}
	return text
}

func chineseNeed(alg string) string {
	switch alg {
	case "HS256", "HS384", "HS512":
		return "密鑰"
	case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512":
		return "RSA 私密金鑰"
	case "ES256":
		return "曲線 P-256 的私密金鑰"
	case "ES384":
		return "曲線 P-384 的私密金鑰"
	case "ES512":
		return "曲線 P-521 的私密金鑰"
	case "EdDSA", "Ed25519":
		return "Ed25519 私密金鑰"
	}
	return "適用 " + alg + " 的私密金鑰"
}
