package main

import (
	"slices"
	"strings"

	"github.com/distribution/reference"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
)

type expansion struct {
	Value string   `json:"value"`
	Words []string `json:"words"`
	Unset []string `json:"unset"`
	Used  []string `json:"used"`
	Error string   `json:"error,omitempty"`
}

func names(set map[string]struct{}) []string {
	list := []string{}
	for name := range set {
		list = append(list, name)
	}
	slices.Sort(list)
	return list
}

func expand(req request) any {
	env := []string{}
	for name, value := range req.Env {
		env = append(env, name+"="+value)
	}
	lex := shell.NewLex([]rune(req.Escape)[0])
	getter := shell.EnvsFromSlice(env)
	result, err := lex.ProcessWordWithMatches(req.Word, getter)
	answer := expansion{Words: []string{}, Unset: names(result.Unmatched), Used: names(result.Matched)}
	if err != nil {
		answer.Error = err.Error()
		return answer
	}
	answer.Value = result.Result
	if words, err := lex.ProcessWords(req.Word, getter); err == nil && words != nil {
		answer.Words = words
	}
	return answer
}

type ignoreResult struct {
	Ignored    []bool `json:"ignored"`
	Exceptions bool   `json:"exceptions"`
	Error      string `json:"error,omitempty"`
}

func ignore(req request) any {
	patterns, err := ignorefile.ReadAll(strings.NewReader(req.Patterns))
	if err != nil {
		return ignoreResult{Ignored: []bool{}, Error: err.Error()}
	}
	matcher, err := patternmatcher.New(patterns)
	if err != nil {
		return ignoreResult{Ignored: []bool{}, Error: err.Error()}
	}
	answer := ignoreResult{Ignored: []bool{}, Exceptions: matcher.Exclusions()}
	for _, path := range req.Paths {
		ignored, err := matcher.MatchesOrParentMatches(path)
		if err != nil {
			return ignoreResult{Ignored: []bool{}, Error: err.Error()}
		}
		answer.Ignored = append(answer.Ignored, ignored)
	}
	return answer
}

type referenceResult struct {
	Domain   string `json:"domain"`
	Path     string `json:"path"`
	Tag      string `json:"tag"`
	Digest   string `json:"digest"`
	Familiar string `json:"familiar"`
	Error    string `json:"error,omitempty"`
}

func parseReference(req request) any {
	named, err := reference.ParseNormalizedNamed(req.Text)
	if err != nil {
		return referenceResult{Error: err.Error()}
	}
	answer := referenceResult{
		Domain:   reference.Domain(named),
		Path:     reference.Path(named),
		Familiar: reference.FamiliarName(named),
	}
	if tagged, ok := named.(reference.Tagged); ok {
		answer.Tag = tagged.Tag()
	}
	if digested, ok := named.(reference.Digested); ok {
		answer.Digest = digested.Digest().String()
	}
	return answer
}
