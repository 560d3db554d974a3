package i18n

import _ "embed"

// chineseTable are the sentences of jose, inspect and handlers.
//
//go:embed zh-Hant.txt
var chineseTable string

func newChinese() *Messages {
	return &Messages{
		Tag:     chineseTag,
		Name:    "繁體中文",
		Locales: []string{"zh-Hant", "zh-TW", "zh-HK"},
		Path:    chinesePath,
		Marks:   Marks{Stop: "。", Comma: "、", Colon: "：", Open: "（", Close: "）"},
		said:    newSaid(chineseTable),

		Site:       chineseSite(),
		Inspector:  chineseInspector(),
		Form:       chineseForm(),
		Signature:  chineseSignature(),
		Key:        chineseKey(),
		KeyFacts:   chineseKeyFacts(),
		Time:       chineseTime(),
		Findings:   chineseFindings(),
		Panel:      chinesePanel(),
		Forms:      chineseForms(),
		Privacy:    chinesePrivacy(),
		License:    chineseLicense(),
		Problem:    chineseProblem(),
		Expect:     chineseExpect(),
		Export:     chineseExport(),
		Search:     chineseSearch(),
		Compare:    chineseCompare(),
		MakeKey:    chineseMakeKey(),
		Encryption: chineseEncryption(),
		Evidence:   chineseEvidence(),
		KeySet:     chineseKeySet(),
		Rules:      chineseRules(),
		Learn:      chineseLearn(),
		Snippets:   chineseSnippets(),
		Examples:   chineseExamples(),
		Breaks:     chineseBreaks(),
		Negative:   chineseNegative(),
		Edit:       chineseEdit(),
		Share:      chineseShare(),
		DocLinks:   chineseDocLinks(),
		Issuers:    chineseIssuers(),
	}
}
