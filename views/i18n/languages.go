package i18n

import (
	"strings"
	"sync"
)

// A catalogue is made when it is first asked for. English and
// TraditionalChinese are functions so that the engine of one language holds no
// word of another: the linker keeps only what is called.
type catalogue struct {
	once     sync.Once
	messages *Messages
}

func (c *catalogue) get(make func() *Messages) *Messages {
	c.once.Do(func() { c.messages = make() })
	return c.messages
}

var english, chinese catalogue

// English is the default catalogue.
func English() *Messages { return english.get(newEnglish) }

// TraditionalChinese is the catalogue in the words of Taiwan.
func TraditionalChinese() *Messages { return chinese.get(newChinese) }

// chineseTag says Taiwan, since its words differ from those of Hong Kong.
const chineseTag = "zh-Hant-TW"

const chinesePath = "/zh-hant"

// Languages are every catalogue, the default first.
func Languages() []*Messages { return []*Messages{English(), TraditionalChinese()} }

// LanguageOf is the catalogue of the pages that have this address, and the
// address of the same page in the default language.
func LanguageOf(path string) (*Messages, string) {
	for _, m := range Languages()[1:] {
		if rest, ok := strings.CutPrefix(path, m.Path+"/"); ok {
			return m, "/" + rest
		}
	}
	return English(), path
}

// At is the catalogue for a site that stands at this path of its host, without a
// slash at the end.
func (m *Messages) At(base string) *Messages {
	if base == m.Base {
		return m
	}
	moved := *m
	moved.Base = base
	return &moved
}

// To is the address of a page of this site in the language of the catalogue.
func (m *Messages) To(path string) string { return m.Base + m.Path + path }

// Below is the address of what is the same in every language.
func (m *Messages) Below(path string) string { return m.Base + path }
