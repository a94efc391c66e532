package main

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"

	"github.com/knqyf263/go-rpmdb/pkg/bdb"
	dbi "github.com/knqyf263/go-rpmdb/pkg/db"
	"github.com/knqyf263/go-rpmdb/pkg/ndb"
)

type rpmHeadersAnswer struct {
	// Hashes of the headers that the database holds, sorted.
	Hashes []string `json:"hashes"`
}

// rpmHeaders reads a database of RPM that is a file of Berkeley DB or of RPM's own format.
func rpmHeaders(req request) any {
	read := func() (<-chan dbi.Entry, error) {
		if strings.HasSuffix(req.Text, ".db") {
			file, err := ndb.Open(req.Text)
			if err != nil {
				return nil, err
			}
			return file.Read(), nil
		}
		file, err := bdb.Open(req.Text)
		if err != nil {
			return nil, err
		}
		return file.Read(), nil
	}
	entries, err := read()
	if err != nil {
		return failure{Error: err.Error()}
	}
	hashes := []string{}
	for entry := range entries {
		if entry.Err != nil {
			return failure{Error: entry.Err.Error()}
		}
		hash := sha256.Sum256(entry.Value)
		hashes = append(hashes, hex.EncodeToString(hash[:]))
	}
	sort.Strings(hashes)
	return rpmHeadersAnswer{Hashes: hashes}
}
