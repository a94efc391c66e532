module github.com/tonistiigi/go-rosetta
