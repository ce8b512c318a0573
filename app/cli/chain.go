package cli

type chainCommands struct {
	Layout layoutCommand `cmd:"" help:"排布一张外来的图"`
}
