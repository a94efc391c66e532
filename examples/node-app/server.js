import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { greeting } = JSON.parse(readFileSync('texts.json', 'utf8'));
createServer((request, response) => response.end(`${greeting} ${request.url}\n`)).listen(3000);
