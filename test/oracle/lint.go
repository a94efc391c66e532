package main

import (
	"context"

	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/opencontainers/go-digest"
)

// emptyImages says of every image that it exists and has an empty configuration.
type emptyImages struct{}

func (emptyImages) ResolveImageConfig(_ context.Context, ref string, _ sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	config := []byte(`{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers"}}`)
	return ref, digest.FromBytes(config), config, nil
}

type lintWarning struct {
	Rule    string `json:"rule"`
	Line    int    `json:"line"`
	Message string `json:"message"`
}

type lintResult struct {
	Warnings []lintWarning `json:"warnings"`
	Error    string        `json:"error,omitempty"`
	Line     int           `json:"line,omitempty"`
}

func lint(req request) any {
	data := []byte(req.Text)
	results, err := dockerfile2llb.DockerfileLint(context.Background(), data, dockerfile2llb.ConvertOpt{
		MetaResolver: emptyImages{},
		SourceMap:    &llb.SourceMap{Definition: &llb.Definition{}, Filename: "Dockerfile", Data: data},
	})
	if err != nil {
		return lintResult{Warnings: []lintWarning{}, Error: err.Error()}
	}
	answer := lintResult{Warnings: []lintWarning{}}
	for _, w := range results.Warnings {
		line := 0
		if w.Location != nil && len(w.Location.Ranges) > 0 {
			line = int(w.Location.Ranges[0].Start.Line)
		}
		answer.Warnings = append(answer.Warnings, lintWarning{w.RuleName, line, w.Detail})
	}
	if results.Error != nil {
		answer.Error = results.Error.Message
		if ranges := results.Error.Location.Ranges; len(ranges) > 0 {
			answer.Line = int(ranges[0].Start.Line)
		}
	}
	return answer
}
