package i18n

import (
	"strings"

	"jotlens/inspect"
)

func chineseCompare() Compare {
	return Compare{
		Nav:          "比較",
		Title:        "比較兩個權杖",
		Lead:         "昨天的權杖能用，今天的卻不能？能用的放在 A，另一個放在 B。",
		TokenA:       "權杖 A",
		TokenB:       "權杖 B",
		HintA:        "例如能用的那個",
		HintB:        "不能用的那個",
		Placeholder:  "貼上權杖，或任何含有權杖的內容。",
		KeyHint:      "可不填，兩個權杖共用",
		NoKey:        "沒有金鑰，權杖只會解碼，不會檢查。一把金鑰由兩個權杖共用；JWK Set 可以各放一把。",
		Check:        "在這台伺服器上比較",
		Swap:         "交換 A 和 B",
		ClearKeys:    "清空全部三欄",
		NoScript:     "JavaScript 已關閉，所以頁面無法自己比較。按鈕會把表單送到這台伺服器，伺服器因此會看到兩個權杖和金鑰；三者都不保留，也不寫進記錄檔。",
		NoScriptOff:  "JavaScript 已關閉，而這台伺服器本身不檢查權杖。開啟 JavaScript 才能比較；你貼上的內容留在分頁裡。",
		Answered:     "由伺服器比較，伺服器看過這兩個權杖，但什麼都不保留。",
		LiveOff:      "這個瀏覽器沒有 WebAssembly，所以即時檢查已關閉。下面的按鈕會在伺服器上比較。",
		LiveOffNoUse: "這個瀏覽器沒有 WebAssembly，所以即時檢查已關閉，而這台伺服器本身不檢查權杖。",
		First:        "最可能的關鍵",
		Empty:        "在兩欄各貼上一個權杖。隨著你輸入，這裡會顯示不同之處，內容只留在這個分頁。",
		Header:       "標頭",
		Claims:       "宣告",
		NoHeader:     "兩個標頭內容相同。",
		NoClaims:     "讀得到的宣告都沒有不同。",
		Name:         "不同之處",
		Absent:       "沒有",
		Changes:      map[string]string{"added": "新增", "removed": "移除", "changed": "變更"},
		Later:        func(span string) string { return "晚 " + span },
		Earlier:      func(span string) string { return "早 " + span },
		Missing:      func(entries []string, more int) string { return "移除：" + chineseListOf(entries, more) },
		New:          func(entries []string, more int) string { return "新增：" + chineseListOf(entries, more) },
		SameEntries:  "項目相同，一次寫成字串，一次寫成陣列",
		Nearly:       func(how string) string { return "只有" + how + "不同" },
		More:         func(n int) string { return "還有 " + thousands(n) + " 處不同。" },
		Whole:        func(n int) string { return "全部 " + thousands(n) + " 個字元" },
		Notes:        "值得知道",
		Sentence: func(points []string, more int) string {
			text := strings.Join(points, "；")
			if more > 0 {
				text += "；另外還有 " + thousands(more) + " 點"
			}
			return text + "。"
		},
		Point:    chineseComparePoint,
		Note:     chineseCompareNote,
		Lifetime: func(a, b string) string { return "有效期限不同：A 是 " + a + "，B 是 " + b },
	}
}

func chineseComparePoint(p inspect.Point) string {
	switch p.Code {
	case inspect.PointMalformed:
		return chineseSides(p.Side, "格式錯誤")
	case inspect.PointSignature:
		return "A 的簽章" + chineseSignatureWords(p.A) + "，B 的簽章" + chineseSignatureWords(p.B)
	case inspect.PointUnreadable:
		if p.Side == "both" {
			return "兩個權杖的宣告都讀不出來"
		}
		return chineseSides(p.Side, "的宣告讀不出來")
	case inspect.PointIssuer:
		return chineseAnother("簽發者", p)
	case inspect.PointAudience:
		return chineseSetPoint("受眾", p)
	case inspect.PointScope:
		return chineseSetPoint("範圍", p)
	case inspect.PointRoles:
		return chineseSetPoint("角色或群組", p)
	case inspect.PointTime:
		if p.B == string(inspect.TimeNotYetValid) {
			return chineseSides(p.Side, "尚未生效")
		}
		return chineseSides(p.Side, "已過期")
	case inspect.PointAlgorithm:
		return chineseAnother("演算法", p)
	case inspect.PointKeyID:
		return chineseAnother("金鑰 ID", p)
	case inspect.PointKind:
		return "不同種類的權杖：A 看起來是「" + chineseKindWords(p.A) + "」，B 看起來是「" + chineseKindWords(p.B) + "」"
	case inspect.PointClient:
		return chineseAnother("用戶端", p)
	case inspect.PointSubject:
		return chineseAnother("主體", p)
	case inspect.PointShape:
		return chineseMemberNames(p.Names) + "寫成另一種結構"
	case inspect.PointDuplicates:
		return chineseMemberNames(p.Names) + "在同一個權杖裡出現不只一次"
	case inspect.PointOther:
		return "內容不同：" + chineseMemberNames(p.Names)
	case inspect.PointPast:
		if p.A == string(inspect.TimeNotYetValid) {
			return "權杖 A 尚未生效"
		}
		return "權杖 A 到現在已經過期"
	case inspect.PointSameClaims:
		if len(p.Names) > 0 {
			return "宣告相同，只差在每個權杖都會換新的" + chineseMemberNames(p.Names)
		}
		return "宣告相同，只有簽章或寫法不同"
	case inspect.PointSame:
		return "兩個是同一個權杖"
	}
	return ""
}

func chineseCompareNote(p inspect.Point) string {
	if p.Code == inspect.PointWritten {
		parts := make([]string, len(p.Names))
		for i, name := range p.Names {
			parts[i] = map[string]string{"header": "標頭", "payload": "酬載"}[name]
		}
		return strings.Join(parts, "和") + "裡只有順序、空白，或同樣的值的寫法不同。"
	}
	return map[string]string{"a": "權杖 A ", "b": "權杖 B ", "both": "兩個權杖"}[p.Side] + "裡出現不只一次：" + chineseMemberNames(p.Names) + "。比較的是最後一個，多數函式庫也讀最後一個。"
}

func chineseSides(side, what string) string {
	switch side {
	case "a":
		return "權杖 A " + what
	case "b":
		return "權杖 B " + what
	}
	return "兩個權杖都" + what
}

func chineseAnother(what string, p inspect.Point) string {
	switch {
	case p.A == "":
		return "只有 B 有" + what + "「" + p.B + "」"
	case p.B == "":
		return "只有 A 有" + what + "「" + p.A + "」"
	}
	text := "不同的" + what + "：A 是「" + p.A + "」，B 是「" + p.B + "」"
	if p.Nearly != "" {
		text += "，只有" + p.Nearly + "不同"
	}
	return text
}

// chineseSetPoint says what is missing from a set and what is new in it.
func chineseSetPoint(what string, p inspect.Point) string {
	said := func(list []string) string { return chineseQuotedList(list, entriesSaid) }
	switch {
	case p.A != "" || p.B != "":
		return chineseAnother(what, p)
	case len(p.Added) == 0:
		return "B 缺少" + what + said(p.Removed)
	case len(p.Removed) == 0:
		return "只有 B 有" + what + said(p.Added)
	case len(p.Added) == 1 && len(p.Removed) == 1:
		return "不同的" + what + "：A 是" + said(p.Removed) + "，B 是" + said(p.Added)
	}
	return "不同的" + what + "：只有 A 有" + said(p.Removed) + "，只有 B 有" + said(p.Added)
}

func chineseQuotedList(list []string, most int) string {
	shown := make([]string, 0, most)
	for _, s := range list[:min(len(list), most)] {
		shown = append(shown, "「"+s+"」")
	}
	return chineseListOf(shown, len(list)-len(shown))
}

func chineseMemberNames(names []string) string { return chineseQuotedList(names, 4) }

// chineseListOf joins entries and says how many there are when some are left
// out. Entries in quotation marks need no spaces around the words between them.
func chineseListOf(entries []string, more int) string {
	last := len(entries) - 1
	if last < 0 {
		return ""
	}
	space := " "
	if strings.HasSuffix(entries[last], "」") {
		space = ""
	}
	switch {
	case more > 0:
		return strings.Join(entries, "、") + space + "等 " + thousands(len(entries)+more) + " 個"
	case last == 0:
		return entries[0]
	}
	return strings.Join(entries[:last], "、") + space + "和" + space + entries[last]
}

func chineseSignatureWords(state string) string {
	switch inspect.SignatureState(state) {
	case inspect.Verified:
		return "已驗證"
	case inspect.Invalid:
		return "無效"
	case inspect.Refused:
		return "遭到拒絕"
	case inspect.Unverifiable:
		return "無法檢查"
	}
	return "尚未檢查"
}

func chineseKindWords(profile string) string {
	switch inspect.Profile(profile) {
	case inspect.AccessToken:
		return "存取權杖"
	case inspect.IDToken:
		return "ID 權杖"
	case inspect.RefreshToken:
		return "更新權杖"
	case inspect.LogoutToken:
		return "登出權杖"
	case inspect.DPoPProof:
		return "DPoP 證明"
	case inspect.SDJWTVC:
		return "可驗證憑據"
	case inspect.KubernetesAccount:
		return "Kubernetes 服務帳號的權杖"
	case inspect.GitHubActions:
		return "GitHub Actions 的權杖"
	case inspect.GitLabCI:
		return "GitLab CI 的權杖"
	case inspect.SPIFFE:
		return "JWT-SVID"
	}
	return "別的東西"
}
