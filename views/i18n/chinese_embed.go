package i18n

func chineseEmbed() Embed {
	return Embed{
		Nav: "嵌入",
		Frame: EmbedFrame{
			Title:    "檢視 JSON Web Token",
			Open:     "在 Jotlens 中開啟",
			Findings: "檢查結果與修正方式",
			NoScript: "這個頁框需要 JavaScript。",
			Off:      "這個瀏覽器無法在這裡執行引擎。請改在 Jotlens 中開啟權杖。",
			Nothing:  "這個頁框的網址沒有指定權杖。",
			NoKey:    "這裡不使用網址裡的金鑰。",
		},
		How: EmbedHow{
			Title:       "嵌入權杖",
			Lead:        "在文件裡顯示解碼並說明過的權杖，而不是會過時的圖片。檢視在讀者的瀏覽器裡進行，和 Jotlens 本身一樣。",
			Off:         "這台伺服器已關閉嵌入。",
			OffHow:      "管理者可以用本頁最後列出的選項啟用。",
			Live:        "試試看",
			LiveNote:    "這就是一個頁框：一個虛構的 ID 權杖，在你的瀏覽器裡產生，並標示宣告「exp」。",
			LiveFrame:   "檢視 ID 權杖",
			Paste:       "放進你的頁面",
			PasteNote:   "指令碼可以省略。有了指令碼，頁框會和內容一樣高。沒有的話，頁框維持你指定的高度，內容在裡面捲動。",
			Address:     "網址的各個部分",
			AddressNote: "# 後面的內容不會送到伺服器。請使用範例或虛構的權杖：讀得到你頁面的人，就讀得到權杖的內容。",
			Part:        "部分",
			Meaning:     "意義",
			Parts: [7]string{
				"範例的名稱。每位讀者都拿到新產生的範例，所以文件裡沒有權杖",
				"權杖",
				"要標示的宣告或段",
				"最多 280 個字元的留言，會註明是做這個連結的人寫的",
				"把時鐘固定在這個時間，權杖就不會到期",
				"淺色或深色，不管讀者的偏好",
				"讓讀者修改權杖",
			},
			Theme:      "佈景主題",
			ThemeNote:  "頁框的背景是透明的。在會傳遞 color-scheme 的瀏覽器裡，深淺由你的頁面決定；在其他瀏覽器裡，由讀者的系統決定。頁面自己有切換功能時，在網址寫上 theme=，或在切換時告訴頁框：",
			Height:     "不用我們的指令碼調整高度",
			HeightNote: "頁框會把內容的高度告訴外面的頁面，而且只告訴管理者允許的來源。相信之前，先檢查是誰說的：",
			Own:        "如果頁框比你的接收程式更早出現，送出 { type: \"jotlens:hello\" }，頁框就會回答高度。",
			Trust:      "注意事項",
			Trusts: []string{
				"來源不在允許之列的頁面，瀏覽器會拒絕顯示頁框。",
				"除非管理者允許，頁框沒有金鑰欄位，也不使用網址裡的金鑰。誰都不該在頁框裡輸入密鑰：外面的頁面由誰經營，從頁框裡看不出來。",
				"放在 sandbox 裡的頁框需要 allow-scripts 和 allow-same-origin，連結還需要 allow-popups。你的頁面是另一個來源，所以頁框並不會因此得到你頁面上的任何權限。",
				"要一按就複製，頁框需要 allow=\"clipboard-write\"。",
			},
			Operator: "給管理者",
			Flag:     "選項",
			Flags: [2]string{
				"可以顯示頁框的頁面來源：scheme 和主機，也可以加上連接埠；主機前面可以寫「*.」；http 只能用於 localhost",
				"頁框是否有金鑰欄位，並接受網址裡的公開金鑰；沒有指定時關閉",
			},
		},
	}
}
