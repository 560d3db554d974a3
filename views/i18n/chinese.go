package i18n

import _ "embed"

//go:embed zh-Hant.txt
var chineseTable string

func newChinese() *Messages {
	m := *newEnglish()
	m.Tag, m.Name, m.Path = chineseTag, "繁體中文", chinesePath
	m.Locales = []string{"zh-Hant", "zh-TW", "zh-HK"}
	m.said = newSaid(chineseTable)
	return &m
}

func chineseFlow() Flow { return englishFlow() }

func chineseReference() Reference { return englishReference() }
