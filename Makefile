# 招商链图 ChainAtlas. Two commands: `make run` and `make test`; each installs what a bare Debian lacks.

TAGS  := migrated_fynedo,no_emoji
BIN   := build/chainatlas
# Everything but the window builds without a C compiler; the list grows by itself.
PLAIN  = $(shell CGO_ENABLED=0 go list -e -f '{{.ImportPath}}' ./... | grep -v -x -e chainatlas -e chainatlas/app)
LINT   = CGO_ENABLED=0 go tool -modfile=tools/lint.mod

.PHONY: run build test check unit window fuzz notice compare compare-map windows softgl release test-windows sign clean setup

run: build
	@scripts/run.sh $(BIN)

build: setup
	@mkdir -p build
	go build -tags $(TAGS) -o $(BIN) .

# Cheap checks first, then everything that needs no display, then the window.
test: setup check unit window

check:
	@scripts/format.sh
	CGO_ENABLED=0 go vet $(PLAIN)
	$(LINT) staticcheck $(PLAIN)

unit:
	CGO_ENABLED=0 go test $(PLAIN)

window: build
	@scripts/window-test.sh $(BIN) $(TAGS)

# A minute of fuzzing for each target that reads foreign input.
fuzz:
	@scripts/fuzz.sh

notice:
	go run ./tools/notice . > NOTICE

# The same work with SQLite, in one run; no part of passing. `make compare ARGS="-records 1000000"` asks for more.
compare:
	@scripts/compare.sh $(ARGS)

# The same maps with Mapnik and supercluster, in one run; no part of passing.
compare-map: build
	@scripts/compare-map.sh $(ARGS)

# ChainAtlas.exe, its installer, its portable folder and their checksums, in dist/; docs/RELEASE.md goes on from there.
windows:
	@nice scripts/windows.sh build pack

# An OpenGL for computers without a graphics driver, which `make windows` takes along; built once, a quarter of an hour.
softgl:
	@scripts/softgl.sh

release: softgl
	@$(MAKE) windows

# The Windows program under wine; no part of passing. Needs `make windows` first.
test-windows:
	@scripts/test-windows.sh

# `make sign CERT=bureau.pfx` signs the program, packs it anew and signs the installer; docs/RELEASE.md has the way with a token.
sign:
	@scripts/sign.sh all

clean:
	rm -rf build out dist

setup:
	@scripts/setup.sh
