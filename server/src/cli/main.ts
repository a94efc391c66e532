/** The command `drydock`. */
import { realpathSync } from 'node:fs';
import { run } from './run.ts';

const args = process.argv.slice(2);
const control = new AbortController();
// Only what runs other programs has something to clean up when it is interrupted.
if (args[0] === 'build' || args[0] === 'layers' || args[0] === 'rollback') process.once('SIGINT', () => control.abort());
// Whoever reads our output may stop reading: `drydock check | head`.
process.stdout.on('error', error => {
	if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
	throw error;
});
process.stderr.on('error', error => {
	// the findings may still be read
	if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
});

const entry = process.argv[1];
void run(args, {
	stdout: text => void process.stdout.write(text),
	stderr: text => void process.stderr.write(text),
	env: process.env,
	cwd: process.cwd(),
	// A getter: whoever touches standard input opens it, and the language server wants it for itself.
	get stdin() {
		return process.stdin;
	},
	signal: control.signal,
	terminal: process.stdout.isTTY === true,
	...(entry === undefined ? {} : { entry: realpathSync(entry) }),
}).then(code => {
	process.exitCode = code;
});
