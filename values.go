package main

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// text is a setting with any text that check does not object to.
func text(name, group, arg, help string, p *string, check func(string) error) setting {
	return setting{name, group, arg, help, func() string { return *p }, func(value string) error {
		*p = value
		return check(value)
	}}
}

// choice is a setting with one of a few words.
func choice(name, group, help string, p *string, allowed ...string) setting {
	return setting{name, group, strings.Join(allowed, "|"), help, func() string { return *p }, func(value string) error {
		*p = value
		return oneOf(value, allowed...)
	}}
}

// onOff is a setting that is a switch.
func onOff(name, group, help string, p *bool) setting {
	get := func() string {
		if *p {
			return "on"
		}
		return "off"
	}
	return setting{name, group, "on|off", help, get, func(value string) error {
		*p = value == "on"
		return oneOf(value, "on", "off")
	}}
}

// number is a setting with a whole number within bounds. Where its argument says
// so, it can be off, which is 0.
func number(name, group, arg, help string, p *int, least, most int) setting {
	off := strings.HasSuffix(arg, "|off")
	get := func() string {
		if off && *p == 0 {
			return "off"
		}
		return strconv.Itoa(*p)
	}
	return setting{name, group, strings.TrimSuffix(arg, "|off"), help, get, func(value string) error {
		if off && (value == "off" || value == "0") {
			*p = 0
			return nil
		}
		n, err := strconv.Atoi(value)
		if err != nil || n < least || n > most {
			or := ""
			if off {
				or = ", or off"
			}
			return fmt.Errorf("must be a number from %d to %d%s", least, most, or)
		}
		*p = n
		return nil
	}}
}

// duration is a setting with a time that is at most so long.
func duration(name, group, help string, p *time.Duration, most time.Duration) setting {
	return setting{name, group, "time", help, func() string { return p.String() }, func(value string) error {
		d, err := time.ParseDuration(value)
		if err != nil || d < 0 || d > most {
			return fmt.Errorf("must be a time from 0s to %v, such as 5s", most)
		}
		*p = d
		return nil
	}}
}

// oneOf reports a value that is not allowed.
func oneOf(value string, allowed ...string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("must be %s", strings.Join(allowed, " or "))
}

// anything objects to nothing.
func anything(string) error { return nil }

// maxTitle is what the bar has room for, in characters.
const maxTitle = 40

func checkTitle(value string) error {
	switch {
	case utf8.RuneCountInString(value) > maxTitle:
		return fmt.Errorf("must have at most %d characters", maxTitle)
	case !utf8.ValidString(value) || strings.ContainsFunc(value, func(r rune) bool { return !unicode.IsPrint(r) }):
		return errors.New("must be text on one line")
	}
	return nil
}

// readAge reads off, seconds, or a duration of Go, such as 8760h. It is rounded
// down to seconds.
func readAge(value string) (time.Duration, error) {
	if value == "off" {
		return 0, nil
	}
	age, err := time.ParseDuration(value)
	if seconds, e := strconv.ParseUint(value, 10, 31); e == nil {
		age, err = time.Duration(seconds)*time.Second, nil
	}
	const most = 10 * 365 * 24 * time.Hour
	if err != nil || age != 0 && age < time.Second || age < 0 || age > most {
		return 0, errors.New("must be off, or a time of at most ten years, such as 8760h or 31536000 (seconds)")
	}
	return age.Truncate(time.Second), nil
}

func ageText(age time.Duration) string {
	if age == 0 {
		return "off"
	}
	return strconv.FormatInt(int64(age/time.Second), 10)
}

// levelOff is above every level that something is logged at.
const levelOff = slog.LevelError + 100

var levels = map[string]slog.Level{"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError, "off": levelOff}

func readLevel(value string) (slog.Level, error) {
	level, ok := levels[value]
	if !ok {
		return 0, errors.New("must be debug, info, warn, error or off")
	}
	return level, nil
}

func levelText(level slog.Level) string {
	for name, l := range levels {
		if l == level {
			return name
		}
	}
	return level.String()
}
