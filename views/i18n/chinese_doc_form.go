package i18n

func chineseDocForm() DocForm {
	return DocForm{
		Title:     "用於說明文件的連結",
		Focus:     "指向",
		FocusHint: "exp、header.alg",
		Note:      "留言",
		NoteHint:  "顯示在權杖旁邊，並標明是做這個連結的人寫的；也是連結的文字。",
		Clock:     "固定時鐘",
		ClockHint: "固定在現在這一刻；若填了「基準時間」，就固定在那個時間。這樣權杖就不會到期。",
		Language:  "頁面的語言",
		Any:       "不指定",
		Actions:   [5]string{"複製連結", "複製為 Markdown", "複製為 HTML", "複製徽章（Markdown）", "複製徽章（HTML）"},
	}
}
