package build

import "strings"

// Script writes the set as a POSIX shell script that sends each token to the
// target with curl, or to the URL that the script is given. It prints PASS or
// FAIL for each and ends with the status 1 when one failed. Tokens go by standard
// input into a header: never into a URL or the list of processes. The error is
// ErrTarget.
func (s NegativeSet) Script(target string, words NegativeWords) (string, error) {
	if err := CheckTarget(target); err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString("#!/bin/sh\n")
	for line := range strings.SplitSeq(words.Notice, "\n") {
		b.WriteString("# " + line + "\n")
	}
	b.WriteString("target=${1:-" + shellQuote(target) + "}\n" + scriptFunctions)
	for _, test := range s.Tests {
		expect := "40[01]"
		if test.Accept {
			expect = "2??"
		}
		b.WriteString("\n# " + strings.ReplaceAll(words.What(test.Name), "\n", " ") + "\n")
		b.WriteString("try " + shellQuote(test.Name) + " " + shellQuote(expect) + " " + shellQuote(test.Token) + "\n")
	}
	b.WriteString("\nexit \"$failed\"\n")
	return b.String(), nil
}

// scriptFunctions need curl 7.55, the first that reads headers from a file.
const scriptFunctions = `failed=0

# try name expected-status token
try() {
  status=$(printf 'Authorization: Bearer %s\n' "$3" |
    curl --silent --globoff --proto '=http,https' --max-time 20 --output /dev/null --write-out '%{http_code}' --header @- --url "$target")
  case $status in
    $2) echo "PASS $1 ($status)" ;;
    *) echo "FAIL $1 ($status)"; failed=1 ;;
  esac
}
`

// shellQuote writes a text as one word of a POSIX shell, whatever is in it.
func shellQuote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
