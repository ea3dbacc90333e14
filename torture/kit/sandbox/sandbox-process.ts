// The sandbox in a separate process, with an unlimited journal: FOLDER [PORT].
import { startSandbox } from '#lib/connectors/pinterest/sandbox/server.ts';

const [folder = '', port = '0'] = process.argv.slice(2);
const sandbox = await startSandbox({ folder, port: Number(port), keepBytes: Number.POSITIVE_INFINITY });
process.send?.({ url: sandbox.url });
process.on('disconnect', () => process.exit(0));
