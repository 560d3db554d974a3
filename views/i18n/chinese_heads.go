package i18n

func chineseHeads() map[string]Head {
	return map[string]Head{
		"/": {
			"JWT 除錯工具：解碼、驗證、看懂權杖",
			"看看 JSON Web Token 寫了什麼，檢查簽章，了解哪裡有問題。你貼上的內容會留在分頁裡。",
		},
		"/compare": {
			"比較兩個 JSON Web Token",
			"貼上兩個 JSON Web Token，看看有什麼不同、哪一點最可能要緊，以及哪些宣告一個有、另一個沒有。",
		},
		"/api": {
			"API：用程式檢查 JSON Web Token",
			"把 JSON Web Token 以 POST 送到 API，取得 JSON、SARIF 或 Markdown 形式的判定和檢查結果，附範例、限制和錯誤說明。",
		},
		"/privacy": {
			"隱私：哪些內容留在分頁裡",
			"Jotlens 如何把貼上的權杖留在分頁裡：伺服器看得到什麼、記錄什麼，封閉頁面的 HTTP 標頭，還有一項試著外洩的測試。",
		},
		"/embed/how": {
			"在文件裡嵌入 JSON Web Token",
			"在你的 API 文件頁面上，用頁框顯示解碼並說明過的 JSON Web Token：要寫的標記、網址的選項、佈景主題、高度，以及管理者要開啟的設定。",
		},
		"/license": {
			"授權條款",
			"Jotlens 是採用 MIT 授權條款的自由軟體，條款全文在這裡：可以使用、修改，也可以架在自己的伺服器上。",
		},
		"/rules": {
			"JSON Web Token 檢查規則",
			"Jotlens 認得的所有 JSON Web Token 檢查規則，依嚴重程度和主題分類。每條規則都說明是什麼意思、如何修正，並附上有這項發現的權杖。",
		},
		"/learn": {
			"十二堂短課學會 JWT",
			"十二堂短課學會 JSON Web Token，課裡的權杖都可以動手更改：權杖是什麼，如何簽署和檢查，攻擊者又怎麼下手。",
		},
		"/learn/glossary": {
			"JWT 名詞表，中英對照",
			"JSON Web Token 的名詞中英對照，每個名詞都用一句話說明意思，並連到說得更詳細的頁面。",
		},
		"/learn/flow": {
			"權杖的一生：登入、呼叫、更新、登出",
			"登入示範 API，使用 JSON Web Token，更新、登出、攻擊，每個 HTTP 請求和回應都照實際內容顯示。",
		},
		"/reference": {
			"JWT 參考：宣告、標頭參數、演算法、金鑰",
			"JSON Web Token 的宣告、標頭參數、演算法和 JWK 成員的參考，附類型、範例、常見錯誤和出處。",
		},
		"/reference/claims": {
			"JWT 宣告：每個已註冊的名稱",
			"每個已註冊的 JWT 宣告：意思、類型、範例、常見錯誤，以及定義所在的章節。",
		},
		"/reference/header": {
			"JOSE 標頭參數：每個已註冊的名稱",
			"每個已註冊的 JOSE 標頭參數：意思、類型、範例、常見錯誤，以及定義所在的章節。",
		},
		"/reference/algorithms": {
			"JWT 演算法：alg 和 enc 的每個值",
			"每個已註冊的 JOSE 演算法：需要的金鑰、簽章的長度、狀態，以及定義所在的章節。",
		},
		"/reference/keys": {
			"JSON Web Key（JWK）的成員",
			"JSON Web Key 每個已註冊的成員：意思、類型、範例、常見錯誤，以及定義所在的章節。",
		},
	}
}
