import { isLoopback } from '../access/loopback.ts';

const HTTPS_PORT = 443;

/** The settings that determine the address of the console. */
export interface ConsoleAddress {
  readonly port: number;
  readonly host: string;
  /** Scheme, host and port by which other machines reach the console; undefined if none are set. */
  readonly publicUrl: string | undefined;
  /** Undefined if the console itself speaks plain HTTP. */
  readonly tls: object | undefined;
}

/** The scheme, host and port of the console in links, invitations, emails and passkeys. No slash at its end. */
export function publicOrigin(address: Pick<ConsoleAddress, 'port' | 'publicUrl' | 'tls'>): string {
  return address.publicUrl ?? localOrigin(address);
}

/** The console's address on its own machine. */
function localOrigin({ port, tls }: Pick<ConsoleAddress, 'port' | 'tls'>): string {
  return `${tls ? 'https' : 'http'}://localhost:${port}`;
}

/**
 * The port at which browsers reach the console. Several web processes behind a proxy may listen on ports of their own;
 * for a browser, they are one console.
 */
export function publicPort({ port, publicUrl }: Pick<ConsoleAddress, 'port' | 'publicUrl'>): number {
  return publicUrl === undefined ? port : Number(/:(\d+)$/.exec(publicUrl)?.[1] ?? HTTPS_PORT);
}

/** Whether other machines can reach the console, directly or through a proxy. Then every person has to sign in. */
export function isExposed({ host, publicUrl }: Pick<ConsoleAddress, 'host' | 'publicUrl'>): boolean {
  return !isLoopback(host) || (publicUrl !== undefined && !isLoopback(hostOf(publicUrl)));
}

/** The host of an https origin, without the port. An IPv6 address keeps its brackets. */
function hostOf(origin: string): string {
  return /^https:\/\/(\[[^\]]*\]|[^:]*)/.exec(origin)?.[1] ?? '';
}
