# The window: it opens, hears from a second start, survives a kill, takes Chinese text, and shows every screen.

window() {
	step "the window"
	open
	await searchable
	[ -n "$(xdotool search --name '^招商链图$')" ] || fail "no window of that name"
	picture window
	step "a second start hands its file over and ends"
	printf '项目名称,投资额（万元）\n乙项目,1200\n' >"$office/台账 一.csv"
	wine "$exe" --workspace "$ws" 'C:\办公 资料\台账 一.csv' || fail "the second start ended with $?"
	await forward
	await "screen import"
	picture import
	step "the installer refuses while the program runs"
	local code=0
	wine "$setup" /S || code=$?
	[ "$code" = 3 ] || fail "the installer ended with $code"
	step "a kill, and everything is there"
	kill -9 "$program"
	wineserver -k9 || true # alone it may leave the program standing, without anybody to talk to
	gone_all
	run 0 --workspace "$ws" verify
	open
	await searchable
	front
	close
	run 0 --workspace "$ws" verify
}

# gone_all waits until nothing runs any more after a kill.
gone_all() { until_true gone '^招商链图$' || fail "the window outlived its program"; }

typing() {
	step "Chinese text through the clipboard into a new record, kept and found again"
	local name="汉字剪贴板项目（钢城）"
	open
	await searchable
	front
	click 53 62
	await "screen projects"
	click 1380 25 # the screen's first action: a new record
	until_true dimmed || fail "no dialog"
	copy "$name"
	keys ctrl+v
	picture typing
	keys Return
	await "notice 已新建项目「$name」"
	picture typed
	close
	run 0 --workspace "$ws" search "$name"
	says "$name"
	open
	await searchable
	front
	keys ctrl+k
	await palette
	copy "$name"
	keys ctrl+v
	await "found [1-9][0-9]* $name"
	picture found
	keys Escape
	close
}

copy() { printf %s "$1" | xclip -selection clipboard; }

# dimmed tells whether a dialog stands before the screen: the white of its head is grey then.
dimmed() {
	local white
	white=$(import -window "$(xdotool search --onlyvisible --limit 1 --name '^招商链图$')" -crop 1x1+700+25 -depth 8 txt:- | grep -c '#FFFFFF')
	[ "$white" = 0 ]
}

# screens goes down the rail, wherever its entries stand, and keeps a picture of every screen.
screens() {
	step "a picture of each screen"
	local y name last="" n=0
	open
	await searchable
	front
	for y in $(seq 26 36 890); do
		click 53 "$y"
		settled # a click between two entries says nothing that could be awaited
		name=$(grep '^screen ' "$base/events" | tail -1 | cut -d' ' -f2)
		[ "$name" != "$last" ] || continue
		last=$name n=$((n + 1))
		picture "screen-$(printf %02d "$n")-$name"
	done
	[ "$n" -ge 10 ] || fail "only $n screens"
	close
}
