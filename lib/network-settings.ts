import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { isLoopback } from './core/access/loopback.ts';
import { isExposed } from './core/network/public-origin.ts';

/** Certificate and private key of the console, as PEM files. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

const isAddress = (text: string) => isIP(text) !== 0;

export const listenAddress = z
  .string()
  .refine((text) => text === 'localhost' || isAddress(text), 'must be localhost or an IP address of this machine');

/** Why a URL cannot be that of a server to which the product sends secrets; undefined if it can. */
export function problemOfServerUrl(url: URL): string | undefined {
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password';
  if (url.search !== '' || url.hash !== '') return 'must not contain a query or a fragment';
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return undefined;
  return 'must begin with https:// (http:// only for a loopback address)';
}

/** The origin of a URL. */
export const publicUrl = z.string().transform((text, context) => {
  const url = URL.parse(text);
  if (url?.protocol === 'https:' && url.href === `${url.origin}/`) return url.origin;
  context.addIssue({
    code: 'custom',
    message: 'must be https:// with a host name and, unless it is 443, a port, but no path',
  });
  return z.NEVER;
});

/** Addresses and networks such as 10.0.0.0/8, separated by commas. */
export const proxyList = z.string().transform((text, context) => {
  const entries = text.split(',').map((entry) => entry.trim());
  const networks = entries.filter(Boolean).map(plainNetwork);
  if (networks.every((network) => network !== undefined)) return networks;
  context.addIssue({
    code: 'custom',
    message: 'must list addresses or networks such as 10.1.0.0/16, not all of the internet',
  });
  return z.NEVER;
});

const MAPPED_PREFIX = 96;

/**
 * The network. If it consists of IPv4 addresses mapped to IPv6, it is returned as an IPv4 network, because clients are
 * compared by their IPv4 addresses. Undefined if the text is no address or network, or if the network contains all IPv4
 * or all IPv6 addresses.
 */
function plainNetwork(text: string): string | undefined {
  const [address = '', prefix] = text.split('/');
  if (!isAddress(address)) return undefined;
  if (prefix === undefined) return text;
  if (!ipaddr.isValidCIDR(text)) return undefined;
  const network = ipaddr.parse(address);
  if (!(network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress())) return Number(prefix) > 0 ? text : undefined;
  const bits = Number(prefix) - MAPPED_PREFIX;
  return bits > 0 ? `${network.toIPv4Address()}/${bits}` : undefined;
}

interface NetworkValues {
  readonly HOST: string;
  readonly PINTD_PUBLIC_URL?: string | undefined;
  readonly PINTD_TLS_CERT_FILE?: string | undefined;
  readonly PINTD_TLS_KEY_FILE?: string | undefined;
  readonly PINTD_TRUSTED_PROXIES?: readonly string[] | undefined;
}

/**
 * Refuses settings that leave the network unprotected. Other machines must reach the console over its own TLS or over
 * that of a proxy. The proxy must be trusted, because otherwise its headers do not tell who the client is. `refuse`
 * gets the variable and its problem.
 */
export function refuseUnprotectedNetwork(
  values: NetworkValues,
  refuse: (name: keyof NetworkValues, message: string) => void,
): void {
  const { PINTD_PUBLIC_URL: url, PINTD_TLS_CERT_FILE: cert, PINTD_TLS_KEY_FILE: key } = values;
  const isProxied = (values.PINTD_TRUSTED_PROXIES ?? []).length > 0;
  if (cert === undefined && key !== undefined) refuse('PINTD_TLS_CERT_FILE', 'must be set with PINTD_TLS_KEY_FILE');
  if (key === undefined && cert !== undefined) refuse('PINTD_TLS_KEY_FILE', 'must be set with PINTD_TLS_CERT_FILE');
  if (isProxied && url === undefined) refuse('PINTD_PUBLIC_URL', 'must be set with PINTD_TRUSTED_PROXIES');
  const isProtected = isProxied || cert !== undefined;
  // With a loopback address, because HOST is checked below.
  if (isExposed({ host: '127.0.0.1', publicUrl: url }) && !isProtected)
    refuse(
      'PINTD_PUBLIC_URL',
      'must be set with PINTD_TLS_CERT_FILE and PINTD_TLS_KEY_FILE, or with PINTD_TRUSTED_PROXIES',
    );
  if (!isLoopback(values.HOST) && (!isProtected || url === undefined))
    refuse(
      'HOST',
      'must be a loopback address (127.0.0.1, ::1 or localhost), unless PINTD_PUBLIC_URL is set, and either ' +
        'PINTD_TLS_CERT_FILE and PINTD_TLS_KEY_FILE or PINTD_TRUSTED_PROXIES (docs/security.md)',
    );
}
