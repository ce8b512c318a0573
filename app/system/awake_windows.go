package system

var setThreadExecutionState = kernel32.NewProc("SetThreadExecutionState")

// The bits of SetThreadExecutionState.
const (
	esSystemRequired  = 0x1
	esDisplayRequired = 0x2
	esContinuous      = 0x80000000
)

// StayAwake keeps the screen from going dark and the computer from sleeping, until sleep is called. Both are called on the
// same thread, which is the window's: Windows keeps the wish with the thread.
func StayAwake() (sleep func()) {
	_, _, _ = setThreadExecutionState.Call(esContinuous | esSystemRequired | esDisplayRequired)
	return func() { _, _, _ = setThreadExecutionState.Call(esContinuous) }
}
