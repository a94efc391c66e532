import { suite, test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'end-of-life-base';

suite(id, () => {
	test('lines that have ended, also through ARG', () =>
		checkMarks(
			id,
			`
ARG V=2.7
FROM ruby:$V-slim AS a
     ^^^^^^^^^^^^ ruby 2.7 gets no fixes since 2023-03-31.
FROM python:3.8.1
     ^^^^^^^^^^^^ python 3.8 gets no fixes since 2024-10-07.
FROM debian:buster-slim
     ^^^^^^^^^^^^^^^^^^ debian buster gets no fixes since 2024-06-30.
FROM node:18
     ^^^^^^^ node 18 gets no fixes since 2025-04-30.
FROM php:7.4-fpm
     ^^^^^^^^^^^ php 7.4 gets no fixes since 2022-11-28.
FROM php:7-fpm
     ^^^^^^^^^ php 7 gets no fixes since 2022-11-28.
FROM node:16.20
     ^^^^^^^^^^ node 16 gets no fixes since 2023-09-11.`,
		));

	test('silent: others, other images, no tag', () =>
		checkSilent(
			id,
			'ARG V\nFROM ruby:$V\nFROM ruby:3.4\nFROM python:3.13\nFROM node:22\nFROM node\nFROM example.com/ruby:2.7\nFROM php:8.3\nFROM debian:12\nFROM alpine:3.22\nFROM node:80\nFROM ruby:3.10\nFROM centos/x:7',
		));
});
