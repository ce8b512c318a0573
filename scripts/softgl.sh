#!/usr/bin/env bash
# Builds an OpenGL that needs no graphics card, Mesa's softpipe, out of Debian's own source package into build/windows/softgl:
# for computers without a driver, virtual machines and remote desktops. It takes a quarter of an hour of computing, once for
# each version of the source; what was built is kept in the user's cache.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh softgl

form=1 # goes up when what is built out of the same source changes
keep="${XDG_CACHE_HOME:-$HOME/.cache}/chainatlas/softgl"
to="$PWD/build/windows/softgl"
export TZ=UTC LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1704067200
export PATH="/usr/bin:$PATH" # Debian's Python knows Debian's mako

# ask is apt with lists of its own: the servers are those that this computer uses already, and nothing of the system changes.
ask() {
	local cmd=$1
	shift
	"$cmd" -qq -o Dir::Etc::SourceList="$keep/apt/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State::Lists="$keep/apt/lists" \
		-o Dir::Cache::srcpkgcache= -o Dir::Cache::pkgcache= -o APT::Sandbox::User="$(id -un)" "$@"
}

# newest is the version of the source that the servers have, or nothing.
newest() {
	mkdir -p "$keep/apt/lists/partial"
	apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' |
		sort -u | sed 's|^|deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] |' >"$keep/apt/sources.list"
	ask apt-get update >&2 && ask apt-cache showsrc mesa | sed -n 's/^Version: //p' | sort -V | tail -1
}

fetch() {
	ask apt-get source --download-only "mesa=$1"
	rm -rf src src.new
	dpkg-source -x mesa_*.dsc src.new >/dev/null
	mv src.new src
}

cross() {
	cat <<-END
		[binaries]
		c = 'x86_64-w64-mingw32-gcc-posix'
		cpp = 'x86_64-w64-mingw32-g++-posix'
		ar = 'x86_64-w64-mingw32-gcc-ar-posix'
		strip = 'x86_64-w64-mingw32-strip'
		windres = 'x86_64-w64-mingw32-windres'
		pkgconfig = 'false'
		[host_machine]
		system = 'windows'
		cpu_family = 'x86_64'
		cpu = 'x86_64'
		endian = 'little'
	END
}

# configure leaves out all but OpenGL by the processor alone: no compiler at run time, no cache on the disk, no other library.
configure() {
	local names="-ffile-prefix-map=$PWD=." link="-static -Wl,--no-insert-timestamp"
	cross >cross.ini
	rm -rf build
	meson setup build src --cross-file cross.ini --wrap-mode nodownload --buildtype release -Db_ndebug=true \
		-Dc_args="$names" -Dcpp_args="$names" -Dc_link_args="$link" -Dcpp_link_args="$link" \
		-Dplatforms=windows -Dmin-windows-version=10 -Dgallium-drivers=swrast -Dvulkan-drivers= -Dllvm=disabled \
		-Dshared-glapi=disabled -Dgles1=disabled -Dgles2=disabled -Degl=disabled -Dosmesa=false -Dmicrosoft-clc=disabled \
		-Dzlib=disabled -Dzstd=disabled -Dshader-cache=disabled -Dbuild-tests=false >configure.log
}

# collect keeps what is shipped, and the notices of all that is linked into it.
collect() {
	local targets=build/src/gallium/targets new=../new
	rm -rf "$new"
	mkdir "$new"
	cp "$targets/libgl-gdi/opengl32.dll" "$targets/wgl/libgallium_wgl.dll" "$new/"
	x86_64-w64-mingw32-strip -s "$new"/*.dll
	{
		printf 'opengl32.dll, libgallium_wgl.dll: Mesa %s as Debian has it, softpipe alone, built with scripts/softgl.sh of ChainAtlas.\n' "$1"
		printf 'Part 1 is the licence of Mesa, part 2 that of the library of mingw-w64, which is linked into it together with\n'
		printf 'libgcc and libstdc++ (GPL-3.0 with the GCC Runtime Library Exception).\n\n==== 1 ====\n\n'
		cat src/debian/copyright
		printf '\n==== 2 ====\n\n'
		cat /usr/share/doc/mingw-w64-x86-64-dev/copyright
	} >"$new/LICENSE.txt"
	echo "$1" >"$new/version"
}

build() {
	local work="$keep/work-$1"
	echo "softgl: building Mesa $1, a quarter of an hour of computing"
	mkdir -p "$work"
	(
		cd "$work"
		[ -d src ] || fetch "$1"
		[ -f build/build.ninja ] || configure
		nice -n 5 ninja -C build --quiet src/gallium/targets/libgl-gdi/opengl32.dll
		collect "$1"
	)
	mv "$keep/new" "$keep/$1-$form"
	rm -rf "$work"
}

version=$(newest) || version=""
if [ -z "$version" ]; then
	version=$(cd "$keep" && find . -maxdepth 1 -name "*-$form" -printf '%f\n' | sort -V | tail -1)
	version=${version%-"$form"}
	[ -n "$version" ] || { echo "softgl: apt has no source of Mesa, and none was built before" >&2; exit 1; }
	echo "softgl: apt was not reached; taking Mesa $version, built before" >&2
fi
[ -d "$keep/$version-$form" ] || build "$version"
mkdir -p "$to"
cp "$keep/$version-$form"/* "$to/"
echo "softgl: Mesa $version is in build/windows/softgl"
