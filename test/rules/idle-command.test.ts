import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'idle-command';

test('sleep, tail', () => {
	checkMarks(id, 'FROM a\nCMD ["sleep", "infinity"]\n      ^^^^^^^^^^^^^^^^^ The container only waits: sleep infinity does nothing.');
	checkMarks(id, 'FROM a\nENTRYPOINT tail -f /dev/null\n           ^^^^^^^^^^^^^^^^^');
});

test('a shell, where a port is exposed', () =>
	checkMarks(id, 'FROM a\nEXPOSE 80\nCMD ["bash"]\n      ^^^^ The image exposes a port, but starts nothing except bash.'));

test('other commands, arguments of an entry point, tools, development', () => {
	checkSilent(id, 'FROM a\nCMD ["bash"]');
	checkSilent(id, 'FROM a\nEXPOSE 80\nENTRYPOINT ["/e"]\nCMD ["bash"]');
	checkSilent(id, 'FROM a\nCMD start && sleep infinity');
	checkSilent(id, 'FROM a\nCMD sleep 5');
	checkSilent(id, 'FROM a AS devcontainer\nCMD sleep infinity');
});
