# Jawab: everything a developer types. `make` lists it.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

STEP = . scripts/lib.sh; step
TOOLS = $${JAWAB_CACHE:-$$HOME/.cache/jawab}
DENY = $(TOOLS)/deny/bin/cargo-deny
NEXTEST = $(TOOLS)/nextest/bin/cargo-nextest nextest run --workspace --locked
BUILT = $$(realpath $${CARGO_TARGET_DIR:-target})
PROGRAM = JAWAB_TEST_PROGRAM="$(BUILT)/debug/jawab"

.PHONY: help run dev check test test-rust test-browser lint client fmt fmt-check deny bench bench-day soak clean bootstrap bootstrap-test

help: ## Lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: bootstrap client ## Builds everything and serves it with the demonstration data, in data/
	@$(STEP) "Server" cargo build --release --locked --package jawab
	@JAWAB_ASSETS_DIR=dist exec $${CARGO_TARGET_DIR:-target}/release/jawab serve --demo --data-dir data

dev: bootstrap client ## Serves the demonstration, and shows each change of a source some seconds after it is saved
	@scripts/dev.sh

check: bootstrap-test fmt-check lint ## Checks format and lints, and runs the tests of single crates
	@$(STEP) "Tests of single crates" $(NEXTEST) --exclude jawab-tests

test: $(if $(T),test-rust,bootstrap-test client fmt-check lint test-rust test-browser deny) ## Runs every check and every test; T=name: the Rust tests so named
	@printf '\n  ✓ make test: %s\n' "$(if $(T),the Rust tests named $(T) passed,everything passed)"

test-rust: bootstrap-test ## Runs the Rust tests, on SQLite and on a throw-away PostgreSQL
	@$(STEP) "The program that tests run" cargo build --workspace --bin jawab --locked
	@$(STEP) "Rust tests" scripts/postgres.sh env $(PROGRAM) $(NEXTEST) --run-ignored all $(T)

test-browser: bootstrap-test client ## Runs the tests in Chromium against the debug server
	@$(STEP) "Debug server" cargo build --workspace --bin jawab --locked
	@. scripts/lib.sh; cd tests/browser; npm test --silent

lint: ## Runs Clippy on everything, warnings being errors
	@$(STEP) "Clippy" cargo clippy --workspace --all-targets --locked -- -D warnings
	@$(STEP) "Clippy on the islands" cargo clippy --package jawab-ui --features hydrate --locked -- -D warnings

client: bootstrap ## Builds the browser client into dist/
	@$(STEP) "Browser client" scripts/client.sh

fmt: ## Formats the Rust code
	cargo fmt --all

fmt-check:
	@$(STEP) "Formatting" cargo fmt --all --check

deny: bootstrap-test ## Checks the licences and sources of all dependencies, and advisories where they can be had
	@$(STEP) "Licences and sources" $(DENY) --offline check --hide-inclusion-graph bans licenses sources
	@scripts/advisories.sh $(DENY)

bench: bootstrap client ## Measures the server under load
	scripts/bench.sh

bench-day: bootstrap ## Measures many readers, and the pages of staff, beside one writer
	scripts/bench-day.sh

soak: bootstrap-test ## Kills, fills, attacks and crowds the release program for ten minutes at most, and counts what was lost
	@$(STEP) "Release build" cargo build --release --locked --workspace --bin jawab --example soak
	@$(STEP) "Soak" env TMPDIR=$${TMPDIR:-/tmp} JAWAB_TEST_PROGRAM="$(BUILT)/release/jawab" scripts/postgres.sh "$(BUILT)/release/examples/soak"

clean: ## Removes what was built; the data stays
	cargo clean
	rm -rf dist tests/browser/node_modules

bootstrap:
	@scripts/bootstrap.sh run

bootstrap-test:
	@scripts/bootstrap.sh test
