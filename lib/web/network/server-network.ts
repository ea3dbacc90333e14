import { isExposed } from '../../core/network/public-origin.ts';
import type { Env } from '../../env.ts';
import { TrustedProxies } from '../guard/client-address.ts';
import type { ServerNetwork } from '../server.ts';

const MAX_CONNECTIONS = 2048;
const MAX_CONNECTIONS_PER_NETWORK = 256;
const HEADERS_MS = 10_000;

/** How the console is reached, according to its settings. */
export function serverNetworkOf(
  env: Pick<Env, 'port' | 'host' | 'publicUrl' | 'trustedProxies'>,
  tls: ServerNetwork['tls'],
): ServerNetwork {
  const proxies = new TrustedProxies(env.trustedProxies);
  const connections = { max: MAX_CONNECTIONS, maxPerNetwork: MAX_CONNECTIONS_PER_NETWORK, headersMs: HEADERS_MS };
  return {
    address: { port: env.port, publicUrl: env.publicUrl },
    isExposed: isExposed(env),
    proxies,
    connections: { ...connections, isTrustedProxy: (address) => proxies.has(address) },
    tls,
  };
}
