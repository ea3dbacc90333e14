import { once } from 'node:events';
import type { Socket } from 'node:net';
import { RequestFilteringHttpAgent } from 'request-filtering-agent';
import { isLoopback } from '../core/loopback.ts';

/**
 * The addresses of no public network that a host may lead to: this machine's, for whoever entered one of its names. No
 * ranges: the filter prints a stack where it compares one with an address of the other family.
 */
export function allowedAddresses(host: string): string[] {
  return isLoopback(host) ? ['127.0.0.1', '::1', host.replace(/^\[|\]$/g, '')] : [];
}

export interface FilteredConnection {
  readonly host: string;
  readonly port: number;
  /** Whether the host may be on a private network. */
  readonly isPrivateAllowed: boolean;
}

/** Connects where no private address is at the other end: what a name means is judged as it is connected to. */
export async function connectFiltered(
  { host, port, isPrivateAllowed }: FilteredConnection,
  signal: AbortSignal,
): Promise<Socket> {
  const options = { allowPrivateIPAddress: isPrivateAllowed, allowIPAddressList: allowedAddresses(host) };
  const socket = new RequestFilteringHttpAgent(options).createConnection({ host, port }) as Socket;
  try {
    await once(socket, 'connect', { signal });
    return socket;
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? signal.reason : error;
  }
}
