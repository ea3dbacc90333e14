import { once } from 'node:events';
import type { Socket } from 'node:net';
import { RequestFilteringHttpAgent } from 'request-filtering-agent';
import { isLoopback } from '../../core/access/loopback.ts';

/**
 * The non-public addresses that a host may resolve to. These are loopback addresses, and only for a loopback name. They
 * are listed one by one, because the filter logs a stack trace when it compares a range with an address of the other IP
 * family.
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

/**
 * Connects unless the resolved address is private and not allowed. The address is checked when connecting, which
 * protects against DNS rebinding.
 */
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
