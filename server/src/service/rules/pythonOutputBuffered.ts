import { rootImage } from '../baseImages.ts';
import { insertBelow } from '../insertInstruction.ts';
import { starts } from '../starts.ts';
import type { Rule } from '../types.ts';

export const pythonOutputBuffered: Rule = {
	id: 'python-output-buffered',
	aliases: ['DF032'],
	category: 'files',
	severity: 'off',
	title: 'Python that keeps its output back',
	why: 'Where output is no terminal, Python collects it in blocks of some kilobytes: lines appear in the log late, and those before a crash or a kill never. `PYTHONUNBUFFERED=1` writes them at once. See [PYTHONUNBUFFERED](https://docs.python.org/3/using/cmdline.html#envvar-PYTHONUNBUFFERED). `PYTHONDONTWRITEBYTECODE`, which is often set beside it, makes every start slower unless the bytecode is built into the image.',
	defaultBecause: 'Servers and logging write to standard error, which is not held back.',
	examples: [
		{
			bad: 'FROM python:3.13-slim\nUSER 65532\nCMD ["python", "main.py"]',
			good: 'FROM python:3.13-slim\nENV PYTHONUNBUFFERED=1\nUSER 65532\nCMD ["python", "main.py"]',
		},
	],
	*check({ doc }) {
		const { shipped } = doc;
		const image = shipped && rootImage(shipped);
		if (!shipped || !image || !/(?:^|\/)library\/python$/.test(image.path)) return;
		if (/PYTHONUNBUFFERED/.test(doc.text) || starts(doc).some(({ line }) => /^python[\d.]* -\w*u/.test(line))) return;
		yield {
			span: shipped.base.word.span,
			message: 'Python holds output back: lines before a crash never reach the log.',
			actions: [
				{
					id: 'unbuffer-python',
					title: 'Set PYTHONUNBUFFERED=1',
					kind: 'quickfix',
					safety: 'review',
					why: 'Programs that write very much get a little slower.',
					preferred: true,
					edits: () => ({ edits: [insertBelow(doc, shipped.from, 'ENV PYTHONUNBUFFERED=1')] }),
				},
			],
		};
	},
};
