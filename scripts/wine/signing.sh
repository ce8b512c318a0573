# Signatures, with a certificate made here for the purpose, on copies: by a key in a file, and by one that is elsewhere.

signing() {
	step "signing: exe and installer, by file and in two rounds"
	local work="$base/signing" files="build/windows/ChainAtlas.exe $setup" f copy
	mkdir -p "$work"
	authority
	printf 暗号 >"$work/word"
	for f in $files; do
		copy="$work/$(basename "$f")"
		cp "$f" "$copy"
		CERT="$work/bureau.pfx" PASS_FILE="$work/word" scripts/sign.sh file "$copy" >/dev/null
		signed "$copy"
		detached "$f" "$work/detached.exe"
		signed "$work/detached.exe"
	done
	step "a changed byte is found"
	printf X | dd of="$copy" bs=1 seek=4096 conv=notrunc status=none
	! osslsigncode verify -CAfile "$work/ca.pem" -in "$copy" >/dev/null 2>&1 || fail "a changed file passes for signed"
}

# authority makes one that the check trusts, and what it gave the bureau.
authority() {
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -utf8 -subj "/CN=测试签发" -keyout "$work/ca.key" -out "$work/ca.pem" 2>/dev/null
	openssl req -newkey rsa:2048 -nodes -utf8 -subj "/CN=测试签名" -keyout "$work/key.pem" -out "$work/ask.pem" 2>/dev/null
	openssl x509 -req -days 2 -in "$work/ask.pem" -CA "$work/ca.pem" -CAkey "$work/ca.key" -CAcreateserial -out "$work/cert.pem" \
		-extfile <(echo extendedKeyUsage=codeSigning) 2>/dev/null
	openssl pkcs12 -export -in "$work/cert.pem" -inkey "$work/key.pem" -passout pass:暗号 -out "$work/bureau.pfx"
}

# detached is what a bureau with a token does: the data goes there, the signature comes back.
detached() {
	rm -f "$work/data" "$work/data.p7" "$2" # osslsigncode writes over nothing
	scripts/sign.sh extract "$1" "$work/data" >/dev/null
	osslsigncode sign -pkcs12 "$work/bureau.pfx" -readpass "$work/word" -h sha256 -in "$work/data" -out "$work/data.p7" >/dev/null
	CA="$work/ca.pem" scripts/sign.sh attach "$1" "$work/data.p7" "$2" >/dev/null
}

signed() { osslsigncode verify -CAfile "$work/ca.pem" -in "$1" >"$base/out" 2>&1 || fail "no good signature: $1"; }
