/** The server as a process of its own. The extension starts it so, and `drydock lsp --stdio` for any other editor. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from './nodeHost.ts';
import { startServer } from './server.ts';

/** Put in by the bundler. */
declare const DRYDOCK_VERSION: string | undefined;
const version = typeof DRYDOCK_VERSION === 'string' ? DRYDOCK_VERSION : 'development';

/** `--stdio`, `--node-ipc`, `--pipe=` and `--socket=` choose the way to the client; standard input and output are the default. */
const chosen = process.argv.some(argument => /^--(?:stdio|node-ipc|pipe|socket)/.test(argument));
const connection = chosen ? createConnection(ProposedFeatures.all) : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
startServer(connection, nodeHost(version));
