package i18n

import (
	"fmt"
	"strconv"
)

func chinesePanel() Panel {
	return Panel{
		Header:         "標頭",
		Payload:        "酬載",
		Signature:      "簽章",
		PayloadHint:    "任何人都讀得到",
		Decoded:        func(name string) string { return name + "（已解碼）" },
		EmptyHeader:    "說明權杖如何簽署，用的是哪一把金鑰。",
		EmptyPayload:   "宣告：權杖說的是誰、誰可以使用、到什麼時候為止。只要拿到權杖，誰都讀得到。",
		EmptySignature: "有了對的金鑰，就能證明其餘部分沒有人改過。",
		NoHeader:       "沒有標頭可讀。",
		NoPayload:      "沒有酬載可讀。",
		Encrypted:      "酬載已加密。沒有金鑰，就只讀得到標頭。",
		NoSignature:    "沒有簽章。",
		Unsecured:      "沒有人簽署這個權杖：演算法是「none」。這些宣告，誰都可能寫得出來。",
		Meanings:       "這些是什麼意思",
		Meaning:        func(meaning, reference string) string { return meaning + "（" + reference + "）" },
		Duplicate:      "重複",
		Fault: func(part string, character int, what string) string {
			return fmt.Sprintf("%s第 %d 個字元：%s。", part, character, what)
		},
		Rest:         func(part string) string { return part + "的 JSON 後面還有文字：" },
		TooMuch:      "內容太多，無法全部排版：其餘照原樣顯示。",
		NotJSON:      "這是文字，不是 JSON：",
		Binary:       "這是二進位資料，不是 JSON：",
		MoreBytes:    func(n int) string { return "……還有 " + thousands(n) + " 位元組" },
		NoBytes:      "內容是空的。",
		HowMade:      "怎麼算出來的",
		SigningInput: func(n int) string { return "簽署輸入，" + thousands(n) + " 位元組" },
		SigningCopy:  "簽署輸入",
		Secret:       "密鑰",
		Embedded: func(parameter string) string {
			return "這個權杖自己帶了金鑰（「" + parameter + "」）。這把金鑰不會用來檢查：偽造權杖的人也會帶自己的金鑰。"
		},
		TryEmbedded: "試試那把金鑰（證明不了什麼）",
	}
}

func chineseLicense() License {
	return License{
		Title: "授權條款",
		Lead:  "Jotlens 是自由軟體。你可以依照這些條款使用、修改和分享。",
	}
}

func chineseProblem() Problem {
	return Problem{
		Back:   "回到檢視器",
		Status: func(status int) string { return "錯誤 " + strconv.Itoa(status) },
	}
}
