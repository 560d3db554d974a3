package i18n

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// chineseSpan is a length of time: 3 天, 5 分鐘.
func chineseSpan(n int64, unit byte) string {
	number := strconv.FormatInt(n, 10)
	switch unit {
	case 'y':
		return thousands(int(n)) + " 年"
	case 'd':
		return thousands(int(n)) + " 天"
	case 'h':
		return number + " 小時"
	case 'm':
		return number + " 分鐘"
	}
	return number + " 秒"
}

func chineseDate(year, month, day int, clock string) string {
	return fmt.Sprintf("%d 年 %d 月 %d 日 %s (UTC)", year, month, day, clock)
}

// chineseList joins a list as in a sentence: a、b 和 c.
func chineseList(list []string) string {
	n := len(list)
	if n < 2 {
		return strings.Join(list, "")
	}
	return spaced(spaced(strings.Join(list[:n-1], "、"), "和"), list[n-1])
}

// spaced joins two texts, with a space where Chinese meets Latin letters or digits.
func spaced(before, after string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	if isHan(last) && isNarrow(first) || isNarrow(last) && isHan(first) {
		return before + " " + after
	}
	return before + after
}

func isHan(r rune) bool { return r >= 0x4e00 && r <= 0x9fff }

func isNarrow(r rune) bool { return r > ' ' && r < 0x250 }
