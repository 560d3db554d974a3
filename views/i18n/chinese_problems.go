package i18n

import "strconv"

func chineseProblems() ProblemTypes {
	return ProblemTypes{
		Meaning: "是什麼意思",
		When:    "什麼時候出現",
		Do:      "怎麼辦",
		Example: "給程式看的",
		ExampleNote: func(status int) string {
			return "API 會這樣說，狀態碼是 " + strconv.Itoa(status) + "，格式是 application/problem+json："
		},
		Texts: chineseProblemTexts(),
	}
}

func chineseProblemTexts() map[string]ProblemText {
	return map[string]ProblemText{
		"malformed-request": {
			Meaning: "伺服器讀不懂送來的內容：JSON 或表單有錯，或者有不允許的成員或值。",
			When: []string{
				"POST /api/inspect 的內容不是 JSON、有成員出現兩次，或者有不存在的成員。",
				"某個成員的值不允許，例如容許誤差沒有單位。",
				"要求頁面以不存在的條件搜尋或篩選。",
			},
			Do: []string{
				"看看 errors：每一項都以 JSON Pointer 指出內容裡的成員，並說明應該是什麼。",
				"把內容與 API 頁面上的表格或 /openapi.yaml 對照。",
			},
		},
		"cross-origin-request": {
			Meaning: "瀏覽器說，這個請求是另一個網站的頁面要它送出的。這台伺服器只回應自己的頁面，以及瀏覽器以外的程式。",
			When: []string{
				"另一個網站的指令碼或表單送資料到這裡。瀏覽器會在 Sec-Fetch-Site 或 Origin 裡說明。",
				"伺服器前面的代理伺服器改了 Host 標頭，自己的頁面看起來就像來自別的網站。",
			},
			Do: []string{
				"從伺服器、CI 流程或終端機送出請求。curl 和 HTTP 函式庫不會送這些標頭。",
				"讓代理伺服器原樣傳遞 Host 標頭。",
			},
		},
		"not-found": {
			Meaning: "請求的網址上什麼都沒有：沒有頁面，沒有檔案，也不屬於 API 的任何部分。",
			When: []string{
				"網址打錯了，或者連結太舊。",
				"/api/ 底下只有 /api/inspect。",
			},
			Do: []string{
				"檢查網址，大小寫也要看。",
				"從這一頁最下方的連結尋找頁面；程式可以讀取 /llms.txt 和 /sitemap.xml。",
			},
		},
		"server-inspect-off": {
			Meaning: "架設這台伺服器的人關掉了在伺服器上檢查的功能，所以 API 和不需要 JavaScript 的表單都不回應。",
			When: []string{
				"程式以 -server-inspect=off 啟動，卻收到檢查權杖的請求。",
			},
			Do: []string{
				"在頁面上檢查權杖。頁面在你的瀏覽器裡檢查，什麼都不送出。",
				"如果要用程式檢查，請自己架設一份；除非關掉，API 預設是開著的。",
			},
		},
		"demo-off": {
			Meaning: "架設這台伺服器的人關掉了 /demo 底下的示範 API，說明權杖一生的頁面也一併關閉。",
			When: []string{
				"程式以 -demo=off 啟動，卻收到 /demo 底下的網址或 /learn/flow 的請求。",
			},
			Do: []string{
				"沒有示範也無妨：檢視器、課程和檢查權杖的 API 都不需要它。",
				"自己架設一份；除非關掉，示範預設是開著的。",
			},
		},
		"embed-off": {
			Meaning: "架設這台伺服器的人沒有允許任何網站在框架裡顯示權杖，所以沒有供框架使用的頁面。",
			When: []string{
				"有頁面請求 /embed，但程式啟動時沒有 -embed-origins。",
			},
			Do: []string{
				"不用框架，改為連結到權杖：網址去掉 /embed 就可以。",
				"請架設的人把你頁面的來源列入 -embed-origins，或者自己架設一份。",
			},
		},
		"method-not-allowed": {
			Meaning: "網址存在，但不接受這個請求所用的 HTTP 方法，例如以 GET 呼叫 API。",
			When: []string{
				"以 GET 請求 /api/inspect，例如在瀏覽器裡開啟這個網址。",
				"瀏覽器以 OPTIONS 詢問另一個網站的頁面能不能呼叫 API。答案是不能。",
				"送資料到沒有表單的頁面。",
			},
			Do: []string{
				"看看回應標頭 Allow，裡面列出可以用的方法。",
				"以 POST 請求 /api/inspect。",
			},
		},
		"request-too-large": {
			Meaning: "請求的內容超過這台伺服器一次讀取的長度。預設是 256 KiB，架設的人可以另外設定。",
			When: []string{
				"權杖、金鑰和前後的文字寫成 JSON 或表單之後，超過這個長度。",
			},
			Do: []string{
				"只送權杖，不要送含有權杖的整段文字；只送需要的那一把金鑰，不要送整個金鑰集。",
				"在開啟即時檢查的頁面上檢查，最多可以讀取 1 MiB。",
			},
		},
		"unsupported-media-type": {
			Meaning: "請求在 Content-Type 裡說明的內容類型，這個網址不讀取。",
			When: []string{
				"/api/inspect 收到的內容不是 application/json。curl 只用 -d 時，會說是 application/x-www-form-urlencoded。",
				"頁面的表單收到的內容不是 application/x-www-form-urlencoded。",
			},
			Do: []string{
				"請求 /api/inspect 時，送出標頭 Content-Type: application/json。",
			},
		},
		"too-many-requests": {
			Meaning: "同一個用戶端在一分鐘內請伺服器檢查權杖的次數，超過架設的人允許的上限。",
			When: []string{
				"程式一個接一個地送出權杖，中間沒有等待。",
				"許多人共用一個位址，例如公司的位址，伺服器分不出誰是誰。",
				"伺服器前面有代理伺服器，但沒有列在 -trusted-proxies 裡，所有人就成了同一個用戶端。",
			},
			Do: []string{
				"依照回應標頭 Retry-After 的秒數等待，再送一次。",
				"在開啟即時檢查的頁面上檢查，或在命令列使用 jotlens inspect。這兩種方式都沒有上限。",
				"請架設的人提高 -rate-limit，或列出代理伺服器。",
			},
		},
		"internal-error": {
			Meaning: "這台伺服器出了差錯。錯在我們，不在請求；回應刻意不再多說。",
			When: []string{
				"程式遇到了作者沒有料到的情況。",
			},
			Do: []string{
				"再試一次。",
				"如果又發生，請把回應標頭 X-Request-Id 交給架設這台伺服器的人。記錄檔裡可以用它查到原因，沒有你送出的任何內容。",
			},
		},
		"server-busy": {
			Meaning: "伺服器同時檢查的權杖數已達架設的人允許的上限，而且一秒內沒有任何一個檢查完。",
			When: []string{
				"許多用戶端同時送出請求。",
				"機器很慢，或者正忙著別的工作。",
			},
			Do: []string{
				"依照回應標頭 Retry-After 的秒數等待，再送一次。",
				"在開啟即時檢查的頁面上檢查，那裡不需要伺服器。",
				"如果經常發生，架設的人可以提高 -max-concurrent，或多開幾台伺服器。",
			},
		},
	}
}
