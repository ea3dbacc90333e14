// The web process: Next behind the guard. A child of lib/start.ts; --dev serves from source with reload.
import { createServer } from 'node:http';
import { Server as TlsServer } from 'node:https';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import next from 'next';
import { createLogger } from '../adapters/system/logger.ts';
import { shellErrorText } from '../commands/error-text.ts';
import { UserError } from '../core/errors.ts';
import { isExposed, publicOrigin } from '../core/network/public-origin.ts';
import { readEnvOrExit } from '../env.ts';
import { EXIT_REFUSED, exitWithParent, reportReady } from '../start/as-child.ts';
import { portProblem } from '../start/port.ts';
import { keepFilesPrivate } from '../start/private-files.ts';
import { bodyLimitsOf } from './guard/body.ts';
import { consolePathsOf } from './guard/console-paths.ts';
import { GuardStores } from './guard/guard-stores.ts';
import { CertificateRenewal, watchCertificate } from './network/renew-certificate.ts';
import { rememberServedCertificate } from './network/served-certificate.ts';
import { serverNetworkOf } from './network/server-network.ts';
import { closeServer, createGuardedServer } from './server.ts';

const REFUSALS_INTERVAL_MS = 60_000;
/** How long open requests may take when the process stops. */
const OPEN_REQUESTS_DEADLINE_MS = 5000;
/** After this time this process exits, even if it is still stopping: earlier than lib/start.ts would kill it. */
const STOP_DEADLINE_MS = 8000;

keepFilesPrivate();
const env = readEnvOrExit();
const logger = createLogger('web', env.logLevel);
const dev = process.argv.includes('--dev');
const dir = resolve(fileURLToPath(import.meta.url), '../../..');

const stores = new GuardStores({
  ...env,
  onFault: (err) => logger.error({ err }, 'could not log a refused API key'),
});
const renewal = readCertificateOrExit();
if (isExposed(env) && !(await stores.hasOwner()))
  refuseToStart(new UserError('owner_before_network', { url: publicOrigin(env) }));

// Next attaches its WebSocket handler to the server it is given. This server never listens; the guard forwards upgrades
// to it.
const upgrades = createServer();
const app = next({ dev, dir, hostname: env.host, port: env.port, httpServer: upgrades });
await app.prepare();

const server = createGuardedServer({
  network: serverNetworkOf(env, renewal?.first),
  dev,
  handle: app.getRequestHandler(),
  ...(dev && { onUpgrade: (request, socket, head) => upgrades.emit('upgrade', request, socket, head) }),
  stores,
  paths: consolePathsOf(resolve(dir, 'app')),
  bodyLimits: bodyLimitsOf(env),
  logError: (request, error) => logger.error({ request, err: error }, 'request failed'),
});

if (renewal && server instanceof TlsServer) watchCertificate(server, renewal);

setInterval(() => void stores.writeRefusals(), REFUSALS_INTERVAL_MS).unref();

exitWithParent(async () => {
  await closeServer(server, OPEN_REQUESTS_DEADLINE_MS);
  await stores.writeRefusals('all');
  await app.close();
}, STOP_DEADLINE_MS);

server.on('error', (error) => {
  process.stderr.write(`${portProblem(error, env.host, env.port)}\n`);
  process.exit(EXIT_REFUSED);
});
server.listen({ host: env.host, port: env.port }, reportReady);

function readCertificateOrExit(): CertificateRenewal | undefined {
  try {
    const options = { now: Date.now, log: logger, onServed: rememberServedCertificate };
    return env.tls && new CertificateRenewal({ ...options, files: env.tls });
  } catch (error) {
    if (error instanceof UserError) return refuseToStart(error);
    throw error;
  }
}

function refuseToStart({ code, params }: UserError): never {
  process.stderr.write(`${shellErrorText(code, params)}\n`);
  process.exit(EXIT_REFUSED);
}
