import type { Server, Socket } from 'node:net';
import { networkOf } from '../../core/network/client-network.ts';
import { plainAddress } from '../guard/client-address.ts';

export interface ConnectionLimits {
  readonly max: number;
  /** For one IPv4 address, or one /64 of IPv6. Connections of trusted proxies have no such limit. */
  readonly maxPerNetwork: number;
  readonly isTrustedProxy: (address: string) => boolean;
  /** The time for a TLS handshake, and for the headers of a request. */
  readonly headersMs: number;
}

/**
 * Closes new connections beyond the limits immediately, so that one network cannot use up the connections of others.
 */
export function limitConnections(
  server: Server,
  { max, maxPerNetwork, isTrustedProxy }: Omit<ConnectionLimits, 'headersMs'>,
): void {
  const openByNetwork = new Map<string, number>();
  server.maxConnections = max;
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (isTrustedProxy(address)) return;
    const network = networkOf(plainAddress(address));
    const count = (openByNetwork.get(network) ?? 0) + 1;
    if (count > maxPerNetwork) return socket.destroy();
    openByNetwork.set(network, count);
    socket.once('close', () => {
      const remaining = (openByNetwork.get(network) ?? 1) - 1;
      if (remaining === 0) openByNetwork.delete(network);
      else openByNetwork.set(network, remaining);
    });
  });
}
