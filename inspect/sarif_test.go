package inspect

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"jotlens/jose"
)

// sarifLog is what the tests read of a log.
type sarifLog struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Version, InformationURI string
				Rules                   []struct {
					ID, HelpURI          string
					ShortDescription     struct{ Text string }
					DefaultConfiguration struct{ Level string }
				}
			}
		}
		Invocations []struct{ EndTimeUTC string }
		Results     []struct {
			RuleID, Level string
			RuleIndex     int
			Message       struct{ Text string }
			Locations     []struct {
				PhysicalLocation struct {
					Region struct{ StartLine, StartColumn, EndLine, EndColumn, CharOffset, CharLength int }
				}
				LogicalLocations []struct{ FullyQualifiedName string }
			}
			PartialFingerprints map[string]string
		}
	}
}

// readLog reads what AppendSARIF writes about a report, once it has been checked
// against the schema.
func readLog(t *testing.T, schema *jsonschema.Schema, r *Report, options SARIFOptions) (log sarifLog, text string) {
	t.Helper()
	written := AppendSARIF(nil, r, options)
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(written))
	if err != nil {
		t.Fatalf("no JSON: %v\n%s", err, written)
	}
	if err := schema.Validate(instance); err != nil {
		t.Fatalf("%v\n%s", err, written)
	}
	if err := json.Unmarshal(written, &log); err != nil {
		t.Fatal(err)
	}
	return log, string(written)
}

func sarifSchemaOf(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("testdata/sarif/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(sarifSchema, document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(sarifSchema)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestSARIFIsValid(t *testing.T) {
	schema := sarifSchemaOf(t)
	if err := schema.Validate(map[string]any{"version": "2.1.0", "runs": []any{map[string]any{}}}); err == nil {
		t.Fatal("the schema accepts a run without a tool")
	}
	levels := map[Severity]string{Critical: "error", Warning: "warning", Info: "note"}
	for name, request := range exampleRequests(t) {
		r := Inspect(request)
		for _, options := range []SARIFOptions{{}, {Version: "1", Base: "https://jotlens.example", Mask: NewMask(&r)}} {
			log, text := readLog(t, schema, &r, options)
			if signature := r.Token.Signature(); r.Form.Kind == jose.KindJWSCompact && len(signature) > 0 && strings.Contains(text, r.Token.Segments[2].Text) {
				t.Errorf("%s: the log holds the signature", name)
			}
			run := log.Runs[0]
			findings := []Finding{}
			for at := &r; at != nil; at = at.Nested {
				findings = append(findings, at.Findings...)
			}
			if len(run.Results) != len(findings) {
				t.Fatalf("%s: %d results of %d findings", name, len(run.Results), len(findings))
			}
			for i, result := range run.Results {
				f := findings[i]
				region := result.Locations[0].PhysicalLocation.Region
				if result.RuleID != f.ID || run.Tool.Driver.Rules[result.RuleIndex].ID != f.ID || result.Level != levels[f.Severity] {
					t.Errorf("%s: %s became %+v", name, f.ID, result)
				}
				if region.StartLine < 1 || region.StartColumn < 1 || region.EndLine < region.StartLine || region.CharOffset+region.CharLength > len(r.Token.Text) {
					t.Errorf("%s: %s is at %+v", name, f.ID, region)
				}
				if result.PartialFingerprints["primaryLocationLineHash"] == "" {
					t.Errorf("%s: %s has no fingerprint", name, f.ID)
				}
			}
		}
	}
}

func TestSARIFSaysWhereAndWhat(t *testing.T) {
	token := sign(t, `{"alg":"HS256"}`, `{"sub":"{0} [link](https://evil.example) \\","exp":1}`, "k7Zq0pXv3mB9sT4yN8cR1wL6hF2dJ5gA")
	r := Inspect(Request{Input: "Bearer " + token, Now: noon, Leeway: DefaultLeeway})
	log, _ := readLog(t, sarifSchemaOf(t), &r, SARIFOptions{Version: "1.2", Base: "https://jotlens.example"})
	run := log.Runs[0]
	driver := run.Tool.Driver
	if driver.Version != "1.2" || driver.InformationURI != "https://jotlens.example" || run.Invocations[0].EndTimeUTC != "2026-11-24T12:00:00.000Z" {
		t.Errorf("the run is %+v", run)
	}
	for _, rule := range driver.Rules {
		if rule.HelpURI != "https://jotlens.example/rules/"+rule.ID || strings.Contains(rule.ShortDescription.Text, "{") || rule.DefaultConfiguration.Level == "" {
			t.Errorf("a rule is %+v", rule)
		}
	}
	found := false
	for _, result := range run.Results {
		if result.RuleID != "expired" {
			continue
		}
		found = true
		location := result.Locations[0]
		region := location.PhysicalLocation.Region
		evidence := token[region.CharOffset : region.CharOffset+region.CharLength]
		if location.LogicalLocations[0].FullyQualifiedName != "payload.exp" || region.StartColumn != region.CharOffset+1 || region.EndColumn != region.StartColumn+region.CharLength {
			t.Errorf("the place is %+v", location)
		}
		// Base64url begins anew with every fourth character of the segment.
		payload := strings.IndexByte(token, '.') + 1
		from := region.CharOffset - (region.CharOffset-payload)%4
		part := jose.Parse("e30." + token[from:region.CharOffset+region.CharLength] + ".").Segments[1].Bytes
		if !strings.Contains(string(part), `"exp":1`) || len(evidence) > 12 {
			t.Errorf("the evidence is %q, %q", evidence, part)
		}
	}
	if !found {
		t.Errorf("there is no result about exp: %s", ids(r))
	}
}

func TestSARIFTextMakesNoLinksAndPlaceholders(t *testing.T) {
	s := sarif{}
	s.message("message", `a {0} [b](c) \d`)
	if got, want := string(s.b), `"message":{"text":"a {{0}} \\[b\\](c) \\\\d"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSARIFOfATokenInsideAToken(t *testing.T) {
	inner := sign(t, `{"alg":"HS256"}`, `{"exp":1}`, "k7Zq0pXv3mB9sT4yN8cR1wL6hF2dJ5gA")
	r := Inspect(Request{Input: sign(t, `{"alg":"HS256","cty":"JWT"}`, inner, "k7Zq0pXv3mB9sT4yN8cR1wL6hF2dJ5gA"), Now: noon, Leeway: DefaultLeeway})
	log, text := readLog(t, sarifSchemaOf(t), &r, SARIFOptions{})
	if !strings.Contains(text, `"fullyQualifiedName":"nested.payload.exp"`) {
		t.Errorf("nothing is said about the inner token: %+v", log)
	}
}
