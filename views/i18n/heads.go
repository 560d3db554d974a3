package i18n

// A Head is what others show of a page: search engines, and messages with a link
// to it.
type Head struct{ Title, Description string }

// HeadFor is the head of a page by its address in the default language. It
// stands outside of the catalogue like FlowFor. Lessons and rules have heads of
// their own.
func HeadFor(m *Messages, address string) Head {
	if m.Tag == chineseTag {
		return chineseHeads()[address]
	}
	return englishHeads()[address]
}

// Territory is the language as Open Graph names it, with an underscore and where
// it is spoken.
func Territory(m *Messages) string {
	if m.Tag == chineseTag {
		return "zh_TW"
	}
	return "en_US"
}

// SharePicture says what is on the picture that comes with a link.
func SharePicture(m *Messages) string {
	if m.Tag == chineseTag {
		return "Jotlens：一個 JWT，三段各有顏色，下面寫著「JWT 除錯工具。貼上的內容留在分頁裡。」"
	}
	return "Jotlens: a JWT with its three parts in colors, and the words “A JWT debugger. What you paste stays in the tab.”"
}

func englishHeads() map[string]Head {
	return map[string]Head{
		"/": {
			"JWT debugger: decode, verify and understand tokens",
			"See what a JSON Web Token says, check its signature, and learn what is wrong with it. What you paste stays in the tab.",
		},
		"/compare": {
			"Compare two JSON Web Tokens",
			"Paste two JSON Web Tokens and see what differs, what most likely matters, and every claim that one has and the other lacks.",
		},
		"/api": {
			"API: inspect JSON Web Tokens from a script",
			"POST a JSON Web Token to an API and get its verdicts and findings as JSON, SARIF or Markdown, with an example, limits and errors.",
		},
		"/privacy": {
			"Privacy: what stays in the tab",
			"How Jotlens keeps a pasted token in the tab: what the server sees and logs, the headers that seal the page, and a test that tries to leak.",
		},
		"/embed/how": {
			"Embed a JSON Web Token in your documentation",
			"Show a JSON Web Token, decoded and explained, in a frame on the pages of your API documentation: the markup, the options, the theme and the height.",
		},
		"/license": {
			"License",
			"Jotlens is free software under the MIT license, which is printed here: use it, change it, and run it on a server of your own.",
		},
		"/rules": {
			"Lint rules for JSON Web Tokens",
			"Every lint rule for JSON Web Tokens that Jotlens knows, by severity and subject, with what it means, how to fix it, and a token that has it.",
		},
		"/learn": {
			"Learn JWT in twelve short lessons",
			"Learn JSON Web Tokens in twelve short lessons with tokens that you can change: what they are, how they are signed and checked, and how they are attacked.",
		},
		"/learn/glossary": {
			"JWT glossary in English and Chinese",
			"The terms of JSON Web Tokens in English and in Traditional Chinese, each with its meaning in one sentence and a page that says more.",
		},
		"/learn/flow": {
			"The life of a token: log in, call, refresh, log out",
			"Log in to a demo API, use a JSON Web Token, refresh it, log out, and attack it, with each HTTP request and response as sent.",
		},
		"/reference": {
			"JWT reference: claims, headers, algorithms, keys",
			"Reference of JSON Web Token claims, header parameters, algorithms and JWK members, with types, examples, common mistakes and sources.",
		},
		"/reference/claims": {
			"JWT claims: every registered name",
			"Every registered JWT claim: what it means, its type, an example, a common mistake and the section that defines it.",
		},
		"/reference/header": {
			"JOSE header parameters: every registered name",
			"Every registered JOSE header parameter: what it means, its type, an example, a common mistake and the section that defines it.",
		},
		"/reference/algorithms": {
			"JWT algorithms: every value of alg and enc",
			"Every registered JOSE algorithm: the key it needs, the length of its signature, its status and the section that defines it.",
		},
		"/reference/keys": {
			"Members of a JSON Web Key (JWK)",
			"Every registered member of a JSON Web Key: what it means, its type, an example, a common mistake and the section that defines it.",
		},
	}
}

// SampleHead is the head of a page that shows an example of a rule.
func SampleHead(m *Messages, id, title string, fires bool) Head {
	head := Head{Title: m.Sentences(m.Rules.Example(fires), id)}
	switch {
	case m.Tag == chineseTag && fires:
		head.Description = "在檢視器中開啟的範例權杖，有「" + title + "」這項發現（" + id + "）。"
	case m.Tag == chineseTag:
		head.Description = "在檢視器中開啟的範例權杖，沒有「" + title + "」這項發現（" + id + "）。"
	case fires:
		head.Description = "A JSON Web Token, open in the inspector, with the finding “" + title + "” (" + id + ")."
	default:
		head.Description = "A JSON Web Token, open in the inspector, without the finding “" + title + "” (" + id + ")."
	}
	return head
}
