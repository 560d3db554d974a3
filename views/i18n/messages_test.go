package i18n

import (
	"fmt"
	"reflect"
	"testing"
)

// mayBeEmpty lists the fields for which a language may need no words.
var mayBeEmpty = map[string]bool{
	"Messages.Privacy.CountAfter": true, "Messages.said": true, "Messages.Marks.Gap": true, "Messages.Path": true, "Messages.Base": true,
	"Messages.Expect.Hints[0]": true, "Messages.Expect.Hints[1]": true, "Messages.Expect.Hints[2]": true, "Messages.Expect.Hints[3]": true, "Messages.Expect.Hints[4]": true,
}

func TestNoMessageIsEmpty(t *testing.T) {
	for _, m := range Languages() {
		t.Run(m.Tag, func(t *testing.T) {
			checked := 0
			walk(reflect.ValueOf(*m), "Messages", func(path string, empty bool) {
				checked++
				if empty && !mayBeEmpty[path] {
					t.Errorf("%s is empty", path)
				}
			})
			if checked < 100 {
				t.Fatalf("looked at %d messages only", checked)
			}
		})
	}
}

func TestNoWordOfTheFlowIsEmpty(t *testing.T) {
	walk(reflect.ValueOf(*FlowFor(English())), "Flow", func(path string, empty bool) {
		if empty {
			t.Errorf("%s is empty", path)
		}
	})
}

func TestNoWordOfTheFrameIsEmpty(t *testing.T) {
	for _, m := range Languages() {
		walk(reflect.ValueOf(*EmbedFor(m)), "Embed", func(path string, empty bool) {
			if empty {
				t.Errorf("%s: %s is empty", m.Tag, path)
			}
		})
	}
}

// walk visits every leaf of a catalogue.
func walk(v reflect.Value, path string, visit func(path string, empty bool)) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			walk(v.Field(i), path+"."+v.Type().Field(i).Name, visit)
		}
	case reflect.Slice, reflect.Array:
		visit(path, v.Len() == 0)
		for i := range v.Len() {
			walk(v.Index(i), fmt.Sprintf("%s[%d]", path, i), visit)
		}
	case reflect.Map:
		visit(path, v.Len() == 0)
		for _, key := range v.MapKeys() {
			walk(v.MapIndex(key), fmt.Sprintf("%s[%v]", path, key), visit)
		}
	case reflect.Func:
		visit(path, v.IsNil())
	default:
		visit(path, v.IsZero())
	}
}

func TestEnglishPlurals(t *testing.T) {
	for n, want := range map[int]string{0: "0 bytes", 1: "1 byte", 2: "2 bytes", 1234567: "1,234,567 bytes"} {
		if got := English().Inspector.Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %q, want %q", n, got, want)
		}
	}
	for _, c := range []struct {
		n    int64
		unit byte
		want string
	}{{1, 'y', "1 year"}, {3, 'd', "3 days"}, {2, 'h', "2 h"}, {5, 'm', "5 min"}, {9, 's', "9 s"}} {
		if got := English().Time.Span(c.n, c.unit); got != c.want {
			t.Errorf("Span(%d, %c) = %q, want %q", c.n, c.unit, got, c.want)
		}
	}
	if got := English().Inspector.Removed([]string{"a", "b", "c"}); got != "Removed a, b and c from what you pasted." {
		t.Errorf("Removed = %q", got)
	}
}
