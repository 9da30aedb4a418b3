# hoso: every entry point of the repository. `make help` lists them.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help deps deps-test build run stop clean test check lint proto bench migrate requirements compose-up compose-check compose-down

SWIFT_FLAGS := --explicit-target-dependency-import-check error
LOCAL := .local/suite

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

deps: ## install what running needs from Debian (root or sudo)
	@deploy/local/deps

deps-test: ## the same and what the tests need
	@deploy/local/deps --test

build: deps ## build everything (the first time takes minutes)
	swift build $(SWIFT_FLAGS)

run: build ## start the suite under .local and drive one dossier through it; run again to go on
	@deploy/local/suite up $(LOCAL)
	@. $(LOCAL)/env && .build/debug/hosoctl demo

stop: ## stop what `make run` started
	@[ ! -d $(LOCAL) ] || deploy/local/suite down $(LOCAL)
	@echo "Đã dừng; make run chạy tiếp / stopped; make run goes on"

clean: ## stop it and delete what it wrote
	@[ ! -d $(LOCAL) ] || deploy/local/suite remove $(LOCAL)
	@echo "Đã xóa $(LOCAL) / deleted $(LOCAL)"

test: deps-test ## all tests, on throw-away instances of their own
	@deploy/local/test

check: lint test ## what the build server runs

lint: deps-test ## shell, contract, generated code, imports and documents
	@deploy/local/lint

proto: deps-test ## regenerate Shared/HosoProto from Proto and accept the contract as the next base
	@Proto/lint --accept
	@Proto/generate

bench: build ## the figures of the README, as ratios in one run
	@deploy/local/deps --bench
	@deploy/local/bench
	@deploy/local/bench-scans
	@deploy/local/bench-desk-day
	@deploy/local/bench-documents

migrate: build ## bring the local database up to date; DRY_RUN=1 fails if something would change
	@[ -s $(LOCAL)/env ] || { echo "Chưa có cơ sở dữ liệu; chạy make run trước / there is no database yet: make run first" >&2; exit 69; }
	@. $(LOCAL)/env && .build/debug/hosoctl migrate $(if $(DRY_RUN),--dry-run)

requirements: ## which requirement numbers have tests and which have none
	@deploy/local/requirements

compose-up: ## the suite in containers (needs docker and docker-compose)
	@deploy/docker/compose up

compose-check: ## drive one dossier through the containers
	@deploy/docker/compose check

compose-down: ## stop the containers and delete their volumes
	@deploy/docker/compose down
