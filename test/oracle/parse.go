package main

import (
	"errors"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

type heredoc struct {
	Name    string `json:"name"`
	Fd      uint   `json:"fd"`
	Expand  bool   `json:"expand"`
	Chomp   bool   `json:"chomp"`
	Content string `json:"content"`
}

type node struct {
	Keyword      string    `json:"keyword"`
	Flags        []string  `json:"flags"`
	Original     string    `json:"original"`
	StartLine    int       `json:"startLine"`
	EndLine      int       `json:"endLine"`
	JSON         bool      `json:"json"`
	Args         []string  `json:"args"`
	Heredocs     []heredoc `json:"heredocs"`
	PrevComments []string  `json:"prevComments"`
	Trigger      *node     `json:"trigger,omitempty"`
}

type warning struct {
	Short string `json:"short"`
	Line  int    `json:"line"`
}

type tree struct {
	Nodes    []node    `json:"nodes"`
	Escape   string    `json:"escape"`
	Warnings []warning `json:"warnings"`
	Error    string    `json:"error,omitempty"`
	// Line of the error, from 1; 0 if it has none.
	Line int `json:"line,omitempty"`
}

func convert(n *parser.Node) node {
	result := node{
		Keyword:      n.Value,
		Flags:        append([]string{}, n.Flags...),
		Original:     n.Original,
		StartLine:    n.StartLine,
		EndLine:      n.EndLine,
		JSON:         n.Attributes["json"],
		Args:         []string{},
		Heredocs:     []heredoc{},
		PrevComments: append([]string{}, n.PrevComment...),
	}
	for next := n.Next; next != nil; next = next.Next {
		if len(next.Children) > 0 {
			trigger := convert(next.Children[0])
			result.Trigger = &trigger
			continue
		}
		result.Args = append(result.Args, next.Value)
	}
	for _, h := range n.Heredocs {
		result.Heredocs = append(result.Heredocs, heredoc{h.Name, h.FileDescriptor, h.Expand, h.Chomp, h.Content})
	}
	return result
}

func locate(err error) int {
	var located *parser.LocationError
	if errors.As(err, &located) && len(located.Locations) > 0 && len(located.Locations[0]) > 0 {
		return located.Locations[0][0].Start.Line
	}
	return 0
}

func parse(req request) any {
	result, err := parser.Parse(strings.NewReader(req.Text))
	if err != nil {
		return tree{Nodes: []node{}, Warnings: []warning{}, Error: err.Error(), Line: locate(err)}
	}
	answer := tree{Nodes: []node{}, Warnings: []warning{}, Escape: string(result.EscapeToken)}
	for _, child := range result.AST.Children {
		answer.Nodes = append(answer.Nodes, convert(child))
	}
	for _, w := range result.Warnings {
		answer.Warnings = append(answer.Warnings, warning{w.Short, w.Location.Start.Line})
	}
	return answer
}

type verdict struct {
	OK    bool   `json:"ok"`
	Error string `json:"error,omitempty"`
	Line  int    `json:"line,omitempty"`
}

func parseInstructions(req request) any {
	result, err := parser.Parse(strings.NewReader(req.Text))
	if err == nil {
		_, _, err = instructions.Parse(result.AST, linter.New(&linter.Config{SkipAll: true}))
	}
	if err != nil {
		return verdict{Error: err.Error(), Line: locate(err)}
	}
	return verdict{OK: true}
}
