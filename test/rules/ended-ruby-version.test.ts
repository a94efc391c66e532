import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'ended-ruby-version';

test('the date is said; mirrors and defaults count', () =>
	checkMarks(
		id,
		`
ARG RUBY=3.0.4
FROM ruby:2.7.8-slim-buster AS a
     ^^^^^^^^^^^^^^^^^^^^^^ Ruby 2.7 has had no security fixes since 2023-03-31.
FROM --platform=$BUILDPLATFORM registry.docker.com/library/ruby:3.1-alpine AS b
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ruby 3.1 has had no security fixes since 2025-03-31.
FROM ruby:\${RUBY}-slim
     ^^^^^^^^^^^^^^^^^ Ruby 3.0 has had no security fixes since 2024-04-23.
FROM ruby:2
     ^^^^^^ Ruby 2.7 has had no security fixes since 2023-03-31.`,
	));

test('supported, moving, unknown and other images', () => {
	checkSilent(id, 'ARG V\nFROM ruby:3.4-slim\nFROM ruby:3.3\nFROM ruby:3\nFROM ruby\nFROM ruby:latest\nFROM ruby:$V\nFROM ruby:4.0');
	checkSilent(id, 'FROM jruby:2.7\nFROM acme/ruby:2.7\nFROM phusion/passenger-ruby27:2.7\nFROM scratch\nCOPY --from=ruby:2.7 /a /b');
});

test('the version changes where the variant is known to be there', () => {
	checkFix(id, 'FROM ruby:2.7.4-alpine AS a', 'FROM ruby:3.4-alpine AS a');
	checkFix(id, 'ARG BASE=ruby:2.6\nFROM $BASE', 'ARG BASE=ruby:3.4\nFROM $BASE');
	checkFix(id, 'FROM ruby:2.7-slim-buster', 'FROM ruby:2.7-slim-buster');
	checkFix(id, 'ARG V=2.7\nFROM ruby:$V', 'ARG V=2.7\nFROM ruby:$V');
});
