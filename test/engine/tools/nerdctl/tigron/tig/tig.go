// Package tig stands in for nerdctl's helpers for tests, which its command links and does not call.
package tig

type T interface {
	Error(args ...any)
	FailNow()
	Helper()
	Log(args ...any)
	TempDir() string
}
