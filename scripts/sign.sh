#!/usr/bin/env bash
# Signs what scripts/windows.sh made. CERT is a .pfx, or a .pem chain with KEY; PASS_FILE holds the passphrase; TSA is the address
# of a time-stamping authority: without it a signature ends with its certificate. CA is the certificate of who issued CERT, for the
# check after attaching, where this computer does not know it.
#
#   sign.sh all                   signs the program, packs it anew, signs the installer, writes the checksums
#   sign.sh file FILE             signs one file
#   sign.sh extract FILE TO       writes what a token elsewhere is to sign
#   sign.sh attach FILE P7 TO     puts the signature that came back into the file
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh sign

name="招商链图"
version=$(sed -n 's/^var Version = "\(.*\)"$/\1/p' app/app.go)

sign() {
	local file=$1 how=(-h sha256 -n "$name")
	case "${CERT:?CERT names no certificate}" in
	*.pfx | *.p12) how+=(-pkcs12 "$CERT") ;;
	*) how+=(-certs "$CERT" -key "${KEY:?KEY names no private key}") ;;
	esac
	[ -z "${PASS_FILE:-}" ] || how+=(-readpass "$PASS_FILE")
	[ -z "${TSA:-}" ] || how+=(-ts "$TSA")
	osslsigncode sign "${how[@]}" -in "$file" -out "$file.signed"
	mv "$file.signed" "$file"
}

case "${1:-}" in
all)
	sign build/windows/ChainAtlas.exe
	sign build/windows/ChainAtlas.com
	scripts/windows.sh pack
	sign "dist/ChainAtlas-$version-setup.exe"
	scripts/windows.sh sums
	;;
file) sign "$2" ;;
extract) osslsigncode extract-data -h sha256 -in "$2" -out "$3" ;;
attach) osslsigncode attach-signature ${CA:+-CAfile "$CA"} -sigin "$3" -in "$2" -out "$4" ;;
*)
	sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
	exit 2
	;;
esac
