package cli

type getCommand struct {
	Kind string `arg:"" help:"记录种类"`
	Name string `arg:"" name:"id|name" help:"编号或名称"`
}

// Run prints one record.
func (g getCommand) Run(c *call) error {
	_, r, err := c.find(g.Kind, g.Name)
	if err != nil {
		return err
	}
	return c.showRecord(r)
}
