// The health check of a container: whether the web process responds or, with --worker, whether a worker is alive. Exit
// 0 or 1.
import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { type Env, readEnvOrExit } from '../env.ts';
import { findReadinessProblems } from '../runtime/stores/readiness.ts';

const TIMEOUT_MS = 5000;
const SERVER_ERROR = 500;
/** A server that listens on all interfaces is checked on loopback. */
const LOOPBACK_OF: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

const env = readEnvOrExit();
if (process.argv.includes('--worker')) process.exitCode = (await isWorkerAlive(env)) ? 0 : 1;
else check(env);

async function isWorkerAlive(env: Env): Promise<boolean> {
  const problems = await findReadinessProblems(env, { now: Date.now(), reserveBytes: env.diskReserveBytes });
  return !problems.some(({ check }) => check === 'worker' || check === 'database');
}

/**
 * Any response that is not a server error counts as healthy, even one that refuses the host name, because it proves
 * that the process responds.
 */
function check({ host, port, tls }: Env): void {
  const address = { host: LOOPBACK_OF[host] ?? host, port, path: '/healthz', headers: { host: `localhost:${port}` } };
  // The certificate is not verified: it is for the public name, and this connection stays within the container.
  const request = tls ? requestTls({ ...address, rejectUnauthorized: false }) : requestPlain(address);
  request.setTimeout(TIMEOUT_MS, () => request.destroy());
  request.once('error', () => end(false));
  request.once('response', ({ statusCode = SERVER_ERROR }) => end(statusCode < SERVER_ERROR));
  request.end();
}

function end(isHealthy: boolean): never {
  process.exit(isHealthy ? 0 : 1);
}
