// Package rosetta stands in for one that tells whether a Mac emulates another processor: these tools are built for Linux only.
package rosetta

import "runtime"

func Enabled() bool { return false }

func NativeArch() string { return runtime.GOARCH }
