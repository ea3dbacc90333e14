import { isLoopback } from '../../core/access/loopback.ts';
import type { ConsoleAddress } from '../../core/network/public-origin.ts';

/** How a request came in: over the console's TLS, from a trusted proxy (over TLS or not), or over plain HTTP. */
export type Transport = 'tls' | 'proxy' | 'plain-proxy' | 'plain';

/** The facts that decide at which of the console's addresses a request arrived. */
export interface ConnectionFacts {
  /** All `Host` headers, because a request with two is an attack. */
  readonly hosts: readonly string[];
  /** The address of the client, behind trusted proxies. */
  readonly client: string;
  readonly transport: Transport;
}

export type OwnAddress = Pick<ConsoleAddress, 'port' | 'publicUrl'>;

/**
 * The origin at which a request reached the console; undefined if its Host is not an address of the console, because
 * the name of another site could resolve to this machine (DNS rebinding). Loopback names are for clients on this
 * machine only.
 */
export function ownOrigin(connection: ConnectionFacts, address: OwnAddress): string | undefined {
  const [host, ...more] = connection.hosts;
  if (host === undefined || more.length > 0) return undefined;
  return isLocal(connection, address) ? localOriginOf(host, connection) : publicOriginOf(host, address);
}

/** Whether a client on this machine sends a request to a loopback name. */
export function isLocal({ hosts, client, transport }: ConnectionFacts, { port }: OwnAddress): boolean {
  const parts = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(hosts[0] ?? '');
  if (parts === null || hosts.length > 1) return false;
  const [, name = '', portText = transport === 'tls' ? '443' : '80'] = parts;
  return isLoopback(client) && isLoopback(name.toLowerCase()) && Number(portText) === port;
}

function localOriginOf(host: string, { transport }: ConnectionFacts): string {
  return `${transport === 'tls' ? 'https' : 'http'}://${host.toLowerCase()}`;
}

function publicOriginOf(host: string, { publicUrl }: OwnAddress): string | undefined {
  const isHost = /^(?:\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.test(host);
  return isHost && URL.parse(`https://${host}`)?.origin === publicUrl ? publicUrl : undefined;
}
