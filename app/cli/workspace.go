package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"chainatlas/app/system"
)

// DefaultWorkspace is the folder data beside the program when there is one (the portable form), else ChainAtlas in the
// user's own data folder, which stays on this computer.
func DefaultWorkspace() (string, error) {
	if beside, err := system.ProgramFolder(); err == nil {
		portable := filepath.Join(beside, "data")
		if info, err := os.Stat(portable); err == nil && info.IsDir() {
			return portable, nil
		}
	}
	if local := os.Getenv("LOCALAPPDATA"); runtime.GOOS == "windows" && local != "" {
		return filepath.Join(local, "ChainAtlas"), nil
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find the user's data folder: %w", err)
	}
	return filepath.Join(dir, "ChainAtlas"), nil
}
