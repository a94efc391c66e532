import { installationsBy } from '../caches.ts';
import type { DockerfileDocument } from '../document.ts';
import { type Download, downloads } from '../downloads.ts';
import { insertAbove } from '../insertInstruction.ts';
import { chain, type Stage } from '../stages.ts';
import { lineEndOf } from '../suppress.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { Span } from '../text.ts';
import type { Action, Rule } from '../types.ts';

interface Tool {
	/** Options that repeat a download that failed. */
	readonly options: RegExp;
	/** A file or variable that may say it for all calls. */
	readonly settings: RegExp;
	readonly alias: string;
	readonly variable: string;
	readonly lines: readonly string[];
}

const tools: Readonly<Record<Download['tool'], Tool>> = {
	curl: {
		options: /^--retry/,
		settings: /curlrc|CURL_HOME/,
		alias: 'prefer-curl-config',
		variable: 'CURL_HOME=/etc/curl',
		lines: ['COPY --chmod=0644 <<EOF /etc/curl/.curlrc', 'retry = 5', 'retry-connrefused', 'connect-timeout = 15', 'EOF'],
	},
	wget: {
		options: /^(?:-t|--tries|--retry-)/,
		settings: /wgetrc/i,
		alias: 'prefer-wget-config',
		variable: 'WGETRC=/etc/wgetrc.build',
		lines: ['COPY --chmod=0644 <<EOF /etc/wgetrc.build', 'tries = 5', 'retry_connrefused = on', 'timeout = 15', 'EOF'],
	},
};

export const downloadWithoutRetries: Rule = {
	id: 'download-without-retries',
	aliases: ['prefer-curl-config', 'prefer-wget-config'],
	category: 'files',
	severity: 'off',
	title: 'Downloads that are not tried again',
	why: 'A server that is busy for a second fails the whole build: curl tries once, wget gives up where a connection is refused. A settings file with retries serves every call of the stage. See [curl --retry](https://curl.se/docs/manpage.html#--retry) and [wgetrc](https://www.gnu.org/software/wget/manual/html_node/Wgetrc-Commands.html). Once for each stage, where the program is installed or first called; silent if the calls say it, or a settings file is there.',
	defaultBecause: 'A build that failed for that can be started again.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN curl -fsSL https://example.com/a -o a\nUSER 65532',
			good: 'FROM debian:12\nRUN curl --retry 5 -fsSL https://example.com/a -o a\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const stage of doc.stages) {
			for (const name of ['curl', 'wget'] as const) {
				const tool = tools[name];
				const call = downloads(doc).find(
					({ tool: called, given, run }) => called === name && doc.stageOf(run) === stage && !given.options.some(option => tool.options.test(option.name)),
				);
				if (!call || mentions(stage, tool.settings)) continue;
				const installed = installedBefore(doc, call);
				const place = installed ?? { run: call.run, span: call.command.words[0]?.span ?? call.command.span };
				yield {
					span: place.span,
					message: `Nothing tells ${name} to try again when a download fails.`,
					aliases: [tool.alias],
					related: installed ? [{ span: call.command.span, message: 'A download.' }] : [],
					actions: place.run.keyword === 'RUN' ? [addSettings(doc, place.run, tool)] : [],
				};
			}
		}
	},
};

function mentions(stage: Stage, settings: RegExp): boolean {
	return chain(stage).some(({ instructions }) =>
		instructions.some(({ logical, heredocs }) => settings.test(logical.text) || heredocs.some(({ body }) => settings.test(body))),
	);
}

function installedBefore(doc: DockerfileDocument, { tool, run, command }: Download): { readonly run: Instruction; readonly span: Span } | undefined {
	const stage = doc.stageOf(run);
	for (const found of installationsBy(doc, 'apt', 'apk', 'yum', 'dnf', 'zypper')) {
		const named = found.installation.packages.find(({ name }) => name === tool);
		if (named && doc.stageOf(found.run) === stage && named.span.start < command.span.start) return { run: found.run, span: named.span };
	}
	return undefined;
}

function addSettings(doc: DockerfileDocument, run: Instruction, { variable, lines }: Tool): Action {
	return {
		id: 'add-settings',
		title: 'Add a settings file with retries',
		kind: 'quickfix',
		safety: 'review',
		why: 'The file and the variable stay in the image, and hold for the container too.',
		edits: () => ({ edits: [insertAbove(doc, run, [`ENV ${variable}`, ...lines].join(lineEndOf(doc)))] }),
	};
}
