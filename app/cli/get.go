package cli

type getCommand struct {
	Kind string `arg:"" name:"种类" help:"记录种类"`
	Name string `arg:"" name:"编号或名称" help:"编号或名称"`
}

// Run prints one record.
func (g getCommand) Run(c *call) error {
	_, r, err := c.find(g.Kind, g.Name)
	if err != nil {
		return err
	}
	return c.showRecord(r)
}
