# Everything a person does here. `make help` lists it.

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null)
REVISION := $(shell git rev-parse HEAD 2>/dev/null)
LDFLAGS := -s -w $(if $(VERSION),-X main.version=$(VERSION))
TOOL    := go tool -modfile=tools/go.mod
SUPPLY  := go tool -modfile=tools/supply/go.mod

# How long each fuzz target runs.
FUZZTIME ?= 30s

.DEFAULT_GOAL := help

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: assets ## serve the page on http://localhost:8080
	@CGO_ENABLED=0 go build -trimpath -ldflags='$(LDFLAGS)' -o bin/jotlens .
	@exec ./bin/jotlens

.PHONY: build
build: assets ## make bin/jotlens, one static file
	CGO_ENABLED=0 go build -trimpath -ldflags='$(LDFLAGS)' -o bin/jotlens .

.PHONY: assets
assets: ## hash and compress what pages load, compile the engine
	@go run ./assets/build

.PHONY: generate
generate: ## make the Go files of the templates
	go tool templ generate

.PHONY: test
test: check unit race deploy browser ## everything that must hold before a change is done

.PHONY: check
check: assets ## formatting, vet, staticcheck, known vulnerabilities, fresh templates
	@echo "== gofmt"
	@untidy=$$(gofmt -l .); [ -z "$$untidy" ] || { echo "not formatted:"; echo "$$untidy"; exit 1; }
	@echo "== templates"
	go tool templ generate -check
	@echo "== vet"
	go vet ./...
	GOOS=js GOARCH=wasm go vet ./wasm ./views/... ./build ./inspect ./jose
	GOOS=js GOARCH=wasm go vet -tags zh_hant ./wasm
	@echo "== staticcheck"
	$(TOOL) staticcheck ./...
	@echo "== govulncheck"
	@./tools/govulncheck

.PHONY: unit
unit: assets browser-deps ## the tests, and the fuzz targets on their seeds
	@echo "== tests"
	go test -timeout 30m -shuffle=on $$(go list ./... | grep -v '/e2e')

.PHONY: race
race: assets ## the packages that run in parallel, under the race detector
	@echo "== race"
	go test -timeout 30m -race -shuffle=on . ./assets ./demo ./handlers ./web

.PHONY: browser
browser: assets browser-deps ## the stories, in a real browser
	@echo "== browser"
	go test -timeout 60m ./e2e/...

.PHONY: e2e-path e2e-files
e2e-path: assets browser-deps ## the stories, with the program behind nginx at /tools/jwt/
	E2E_HOSTING=path go test -timeout 90m ./e2e
e2e-files: assets browser-deps ## the stories, with exported files served by nginx
	E2E_HOSTING=files go test -timeout 90m ./e2e

.PHONY: idp
idp: assets browser-deps ## the story of a real identity provider, with its figures
	go test ./e2e -run '^TestARealProviderChangesItsKeys$$' -v -timeout 10m

.PHONY: browser-deps
browser-deps: # a browser, nginx and Caddy, axe for the accessibility stories, jose for the code for Node.js
	@./tools/browser-deps

.PHONY: fuzz
fuzz: ## each fuzz target for FUZZTIME (30s)
	@for package in $$(go list ./jose ./inspect ./build ./handlers ./issuers ./web); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "== $$package $$target"; \
			go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
		done; \
	done

.PHONY: bench
bench: assets browser-deps ## Go benchmarks, then the page beside the floor in a browser
	go test -run '^$$' -bench . -benchmem ./jose ./inspect ./build ./views
	go run ./e2e/bench

.PHONY: image
image: assets ## the container image for amd64 and arm64, without a container engine: bin/image
	go -C deploy run ./image -root .. -out ../bin -version '$(VERSION)' -revision '$(REVISION)'

.PHONY: reproducible
reproducible: ## build the commit twice, far apart, and compare every byte
	@./tools/reproducible

.PHONY: sbom
sbom: build ## the list of what bin/jotlens is made of, as CycloneDX 1.6: bin/jotlens.cdx.json
	$(SUPPLY) cyclonedx-gomod bin -json -output-version 1.6 -std -noserial -notimestamp -version '$(VERSION)' -output bin/jotlens.cdx.json bin/jotlens
	go -C deploy test -count=1 -run '^TestSBOM$$' . -sbom=../bin/jotlens.cdx.json -binary=../bin/jotlens

# What does not fit: G101 takes every table of words with "secret" or "token"
# in it for a password; G104 wants to be told that writes to memory cannot
# fail. What only builds or tests reads and writes where its caller says.
.PHONY: gosec
gosec: assets ## faults that gosec looks for, in everything that is shipped
	$(SUPPLY) gosec -quiet -exclude=G101,G104 -exclude-dir=assets/build -exclude-dir=assets/share -exclude-dir=e2e -exclude-dir=deploy -exclude-dir=tools ./...

.PHONY: deploy
deploy: assets ## the image in a root of its own, manifests, unit, and real proxies in front
	@echo "== deploy"
	go -C deploy vet ./...
	go -C deploy test -count=1 -timeout 20m ./...

.PHONY: load
load: build ## the program under load, beside a bare server with the same answers (needs wrk)
	go run ./e2e/load

.PHONY: clean
clean: ## remove what the build made
	rm -rf bin assets/dist/.engine.wasm
	find assets/dist -type f ! -name README -delete
