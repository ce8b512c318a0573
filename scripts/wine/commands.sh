# The command line, and the tests of what only Windows has.

system() {
	step "the caret for input methods, the window's place"
	CGO_ENABLED=0 GOOS=windows go test -c -o "$base/system.test.exe" ./app/system
	wine "$base/system.test.exe" -test.run 'InputMethod|ComesBack|OldGraphics' >"$base/out" 2>&1 || fail "the tests of app/system"
	says PASS
}

commands() {
	step "commands, their output and their exit codes"
	run 0 --version
	says "$version"
	run 2 没有这条命令
	says 用法 err
	run 0 --workspace "$ws" demo
	run 0 --workspace "$ws" --json list 项目
	says '"name"'
	run 0 --workspace "$ws" chain draw 精品钢 --out 'C:\办公 资料\链 图.png'
	run 0 --workspace "$ws" map draw --out 'C:\办公 资料\地 图.png'
	file "$office"/*.png | grep -c PNG | grep -qx 2 || fail "the pictures are not there"
	step "a ledger with Chinese and a blank in its path"
	printf '项目名称,投资额（万元）\n甲项目,3400\n' >"$office/台账 甲.csv"
	run 0 --workspace "$ws" import --kind 项目 'C:\办公 资料\台账 甲.csv'
	run 0 --workspace "$ws" search 甲项目
	says 甲项目
	run 0 --workspace "$ws" verify
	run 0 --workspace "$ws" diagnose --out 'C:\办公 资料\诊断.zip'
	console
}

# console has no pipe between: the program writes to the console of the prompt itself, here that of wine in a terminal.
console() {
	step "output on the console of a prompt"
	script -qec "wine 'C:\\程序 目录\\ChainAtlas.com' --version" /dev/null >"$base/out" 2>&1 </dev/null || fail "the console"
	says "$version"
}
