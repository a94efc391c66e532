// Command oracle answers questions about Dockerfiles with the code of BuildKit, moby/patternmatcher,
// distribution/reference and go-rpmdb. Requests are lines of JSON on standard input; each gets one line on standard output.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

type request struct {
	Op       string            `json:"op"`
	Text     string            `json:"text"`
	Word     string            `json:"word"`
	Env      map[string]string `json:"env"`
	Escape   string            `json:"escape"`
	Patterns string            `json:"patterns"`
	Paths    []string          `json:"paths"`
}

var operations = map[string]func(request) any{
	"parse":        parse,
	"instructions": parseInstructions,
	"lint":         lint,
	"expand":       expand,
	"ignore":       ignore,
	"reference":    parseReference,
	"rpmHeaders":   rpmHeaders,
}

type failure struct {
	Error string `json:"error"`
}

// answer also survives BuildKit's own panics: they count as errors.
func answer(req request) (result any) {
	defer func() {
		if r := recover(); r != nil {
			result = failure{Error: fmt.Sprint("panic: ", r)}
		}
	}()
	operation, ok := operations[req.Op]
	if !ok {
		return failure{Error: "unknown op " + req.Op}
	}
	return operation(req)
}

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			break
		}
		var req request
		if err := json.Unmarshal(line, &req); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		if err := encoder.Encode(answer(req)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		// answers are kept together while more questions wait
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
	out.Flush()
}
