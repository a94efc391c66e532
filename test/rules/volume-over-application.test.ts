import { test } from 'node:test';
import { checkFix, checkMarks, checkSilent } from '../support/marked.ts';

const id = 'volume-over-application';

test('before or behind the copy, inherited, in JSON', () => {
	checkMarks(
		id,
		`
FROM a
WORKDIR /app
VOLUME ["/data", "/app/"]
                  ^^^^^ The volume lies over what line 4 copies: containers keep the old files when the image changes.
COPY . .
CMD b`,
	);
	checkMarks(id, 'FROM a AS b\nVOLUME /srv\n       ^^^^\nFROM b\nWORKDIR /srv/app\nCOPY --from=x /out ./\nUSER 1');
});

test('data, configuration, unknown, builders', () => {
	checkSilent(id, 'FROM a\nWORKDIR /app\nCOPY . .\nVOLUME /app/data\nVOLUME $X\nCMD a');
	checkSilent(id, 'FROM a\nWORKDIR /etc/a\nCOPY a.conf .\nVOLUME /etc/a\nCMD a');
	checkSilent(id, 'FROM a\nCOPY . /data\nVOLUME /data\nCMD a');
	checkSilent(id, 'FROM a AS x\nWORKDIR /app\nCOPY . .\nVOLUME /app\nFROM b\nCMD a');
});

test('the instruction goes', () => checkFix(id, 'FROM a\nWORKDIR /a\nCOPY . .\nVOLUME /a\nCMD b', 'FROM a\nWORKDIR /a\nCOPY . .\nCMD b'));
