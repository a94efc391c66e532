import type { Rule } from '../types.ts';

export const fileWrittenByRun: Rule = {
	id: 'file-written-by-run',
	aliases: ['prefer-copy-heredoc'],
	category: 'style',
	severity: 'off',
	title: 'File written by echo, printf or cat',
	why: '[`COPY <<EOF /path`](https://docs.docker.com/reference/dockerfile/#example-creating-inline-files) says that a file is made, and what is in it, without a shell and its quoting; `--chmod` and `--chown` go with it. Told of absolute paths and texts without variables of the shell.',
	defaultBecause: 'The image is the same; it is a matter of taste.',
	examples: [
		{
			bad: 'FROM debian:12\nRUN echo "a=1" > /etc/app.conf\nUSER 65532',
			good: 'FROM debian:12\nCOPY <<EOF /etc/app.conf\na=1\nEOF\nUSER 65532',
		},
	],
	*check({ doc }) {
		for (const instruction of doc.all('RUN')) {
			for (const script of doc.scripts(instruction)) {
				for (const { command } of script.topLevel) {
					if (!command || !/^(?:echo|printf|cat)$/.test(command.name ?? '')) continue;
					const out = command.redirects.find(({ operator }) => operator === '>');
					const input = command.redirects.find(({ operator }) => operator === '<<' || operator === '<<-');
					if (!out?.target?.value?.startsWith('/') || out.target.value.startsWith('/dev/') || (command.name === 'cat' && (!input || command.words.length > 1)))
						continue;
					if (command.words.some(({ value }) => value === undefined) || /\$\(|`/.test(input?.body?.text ?? '')) continue;
					yield { span: command.wholeSpan, message: `COPY <<EOF ${out.target.value} makes this file without a shell.` };
				}
			}
		}
	},
};
