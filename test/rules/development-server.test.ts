import { test } from 'node:test';
import { checkMarks, checkSilent } from '../support/marked.ts';

const id = 'development-server';

for (const [command, marks] of [
	['npm run dev', '^^^^^^^^^^^'],
	['flask --app a run --host=0.0.0.0', '^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^'],
	['python manage.py runserver 0.0.0.0:80', '^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^'],
	['uvicorn a:b --reload', '^^^^^^^^^^^^^^^^^^^^'],
	['php artisan serve', '^^^^^^^^^^^^^^^^^'],
	['npx vite --host', '^^^^^^^^^^^^^^^'],
	['nodemon a.js', '^^^^^^^^^^^^'],
	['go run .', '^^^^^^^^'],
]) {
	test(`${command}`, () => checkMarks(id, `FROM a\nCMD ${command}\n    ${marks} ${command} is for development: run what the build has made.`));
}

test('what is replaced does not count, what is inherited does', () =>
	checkMarks(id, 'FROM a AS b\nENTRYPOINT ["yarn", "dev"]\n             ^^^^^^^^^^^\nCMD nodemon\nFROM b\nCMD ["x"]'));

test('servers for production, builders, images for development', () => {
	for (const command of [
		'npm start',
		'npm run start',
		'uvicorn a:b',
		'gunicorn a:b',
		'node server.js',
		'vite build',
		'vite preview',
		'next start',
		'rails server',
		'java -jar a.jar',
	]) {
		checkSilent(id, `FROM a\nCMD ${command}`);
	}
	checkSilent(id, 'FROM a AS dev\nCMD npm run dev');
	checkSilent(id, 'FROM a AS b\nCMD npm run dev\nFROM c\nCMD d');
});
