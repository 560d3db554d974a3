package i18n

import (
	"fmt"
	"strings"
)

func chineseSignature() Signature {
	return Signature{
		Label:       "簽章",
		Empty:       "沒有東西可以檢查",
		EmptyDetail: "需要權杖和對應的金鑰",
		States: map[string]string{
			"unverified": "尚未驗證", "verified": "簽章已驗證", "invalid": "簽章無效",
			"refused": "拒絕", "unverifiable": "無法檢查",
		},
		Unsecured:         "不受保護的 JWT",
		NoKey:             func(alg string) string { return alg + "。輸入金鑰就能檢查。" },
		VerifiedBy:        func(alg, key string) string { return alg + "，" + key },
		YourSecret:        "你的密鑰",
		YourKey:           func(id string) string { return "你的金鑰「" + id + "」" },
		YourKeyOf:         func(kind string) string { return "你的 " + kind + " 金鑰" },
		WrongKey:          func(alg string) string { return alg + "，與這把金鑰不符" },
		MatchesButRefused: "簽章本身相符。",
		Near:              func(how string) string { return "這樣簽章就相符：" + how + "。" },
	}
}

func chineseKey() Key {
	return Key{
		None: "沒有金鑰，權杖只會解碼，不會檢查。",
		Secret: func(encoding string, bytes int) string {
			return "密鑰以 " + encoding + " 讀取，共 " + thousands(bytes) + " 位元組。"
		},
		Minimum: func(alg string, bytes int) string {
			return fmt.Sprintf("%s 要求至少 %d 位元組。", alg, bytes)
		},
		JWKSecret: func(id string, bytes int) string {
			if id != "" {
				id = "「" + id + "」"
			}
			return "JWK 裡的密鑰" + id + "，共 " + thousands(bytes) + " 位元組。"
		},
		Unreadable: func(why string) string { return "無法讀取：" + why + "。" },
		Encodings: map[string]string{
			"auto": "UTF-8", "utf-8": "UTF-8", "base64": "base64", "base64url": "base64url", "hex": "hex",
		},
	}
}

func chineseTime() Time {
	return Time{
		Label:       "時間",
		Empty:       "沒有東西可以讀取",
		EmptyDetail: "需要含有時間的宣告",
		States: map[string]string{
			"none": "沒有時間", "no-expiry": "永不到期", "valid": "尚未到期", "expired": "已過期",
			"not-yet-valid": "尚未生效", "unreadable": "無法讀取",
		},
		NoneDetail:    "沒有宣告可讀",
		CutDetail:     "宣告不完整，後面截斷了",
		ForeverDetail: "沒有「exp」宣告",
		NotNumber:     func(claim string) string { return "「" + claim + "」不是數字" },
		NoTime:        func(claim string) string { return "「" + claim + "」不是合理的時間" },
		InMillis:      func(claim string) string { return "「" + claim + "」看起來是毫秒" },
		Ago:           func(span string) string { return span + "前" },
		In:            func(span string) string { return span + "後" },
		Now:           "現在",
		Span:          chineseSpan,
		ExpiredAgo:    func(relative string) string { return relative + "到期" },
		ExpiresIn:     func(relative string) string { return relative + "到期" },
		ValidFrom:     func(relative string) string { return relative + "生效" },
		Leeway:        func(detail string) string { return detail + "，還在時鐘的容許誤差內" },
		Milliseconds:  func(date string) string { return "以毫秒計是 " + date },
		Implausible:   "不是合理的時間",
		Date:          chineseDate,
	}
}

func chineseFindings() Findings {
	return Findings{
		Label:      "檢查結果",
		Title:      "檢查結果",
		Severities: map[string]string{"critical": "嚴重", "warning": "警告", "info": "提示"},
		Count: func(n int, severity string) string {
			switch severity {
			case "critical":
				return thousands(n) + " 項嚴重"
			case "warning":
				return thousands(n) + " 項警告"
			}
			return thousands(n) + " 項提示"
		},
		None:        "無",
		NoneDetail:  "沒有規則提出異議",
		NoneList:    "沒有規則對這個權杖提出異議。但你還不能因此信任權杖：只有簽發者的金鑰才能讓你信任。",
		Empty:       "尚無",
		EmptyDetail: "需要權杖",
		More:        func(n int) string { return "另外還有 " + thousands(n) + " 處。" },
		Notes:       "提示",
		And:         func(parts []string) string { return strings.Join(parts, "、") },
	}
}
