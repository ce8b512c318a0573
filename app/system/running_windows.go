package system

import "golang.org/x/sys/windows"

// runningName is the mutex that the installer looks for (packaging/windows/installer.nsi).
const runningName = `Local\cn.chainatlas.desktop`

// MarkRunning keeps the installer from replacing or removing a program at work. The mark goes with the process, however it ends.
func MarkRunning() {
	if name, err := windows.UTF16PtrFromString(runningName); err == nil {
		_, _ = windows.CreateMutex(nil, false, name) // several programs share it
	}
}
