import { buildCommands, buildPrograms } from '../buildCommands.ts';
import { insecureVariables } from '../data/insecureOptions.ts';
import { expanded } from '../images.ts';
import { removePairs } from '../removeInstruction.ts';
import type { Rule } from '../types.ts';

export const uncheckedCertificatesInEnv: Rule = {
	id: 'unchecked-certificates-in-env',
	aliases: [...insecureVariables.values()].map(({ alias }) => alias).filter((alias, index, all) => all.indexOf(alias) === index),
	category: 'pinning',
	severity: 'warning',
	title: 'Variable that switches certificate checks off',
	why: 'The variable holds for every program that reads it, and one set by ENV also in every container: all their connections can be listened to and changed. Install the missing certificate authority instead. See [Node.js](https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue) and [CWE-295](https://cwe.mitre.org/data/definitions/295.html).',
	defaultBecause: 'It opens connections that nobody thinks of.',
	examples: [
		{
			bad: 'FROM node:22-slim\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\nUSER node',
			good: 'FROM node:22-slim\nENV NODE_EXTRA_CA_CERTS=/etc/ssl/company.pem\nUSER node',
		},
	],
	*check({ doc }) {
		for (const instruction of [...doc.all('ENV'), ...doc.all('ARG')]) {
			for (const pair of instruction.pairs) {
				const known = insecureVariables.get(pair.key.text);
				if (!known?.value.test(expanded(doc, instruction, pair.value?.text ?? '') ?? '')) continue;
				yield {
					span: pair.span,
					message: `${pair.key.text} makes programs trust any server, also one that poses as the right one.`,
					aliases: [known.alias],
					actions: [
						{
							id: 'remove-variable',
							title: `Remove ${pair.key.text}`,
							kind: 'quickfix',
							safety: 'review',
							why: 'If a check fails now, the build will: then install the certificate that is missing.',
							preferred: true,
							edits: () => {
								const edits = removePairs(doc, instruction, new Set([pair]));
								return edits && { edits };
							},
						},
					],
				};
			}
		}
		for (const { command } of buildCommands(doc, ...buildPrograms(doc))) {
			for (const { name, value, span } of command.assignments) {
				const known = insecureVariables.get(name);
				if (known?.value.test(value?.value ?? '')) {
					yield { span, message: `${name} makes ${command.name} trust any server, also one that poses as the right one.`, aliases: [known.alias] };
				}
			}
			if (command.name !== 'export') continue;
			for (const word of command.words) {
				const [name = '', value] = word.unquoted.split('=', 2);
				const known = word.value === undefined ? undefined : insecureVariables.get(name);
				if (value === undefined || !known?.value.test(value)) continue;
				yield { span: word.span, message: `${name} makes programs trust any server, also one that poses as the right one.`, aliases: [known.alias] };
			}
		}
	},
};
