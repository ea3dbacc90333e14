import ipaddr from 'ipaddr.js';

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Finds the address of a client behind trusted proxies. */
export class TrustedProxies {
  readonly #ranges: readonly Range[];

  /** `networks` contains addresses and networks that were validated with the settings. */
  constructor(networks: readonly string[]) {
    this.#ranges = networks.map((text) => (text.includes('/') ? ipaddr.parseCIDR(text) : wholeAddress(text)));
  }

  has(address: string): boolean {
    const parsed = parse(address);
    return parsed !== undefined && this.#ranges.some((range) => isWithin(parsed, range));
  }

  /**
   * The address of the client: the peer of the connection or, if that is a trusted proxy, the last address in
   * X-Forwarded-For that is not a trusted proxy. Clients can forge the addresses before it.
   */
  clientOf(peer: string, forwardedFor: string | undefined): string {
    let client = plainAddress(peer);
    const forwarded = (forwardedFor ?? '').split(',').map((address) => address.trim());
    while (this.has(client)) {
      const next = parse(withoutPort(forwarded.pop() ?? ''));
      if (next === undefined) break;
      client = next.toString();
    }
    return client;
  }
}

/** One notation for each address: an IPv4 address stays IPv4 even if a dual-stack socket shows it as IPv6. */
export function plainAddress(address: string): string {
  return parse(address)?.toString() ?? address;
}

function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  return ipaddr.isValid(address) ? ipaddr.process(address) : undefined;
}

function wholeAddress(text: string): Range {
  const address = ipaddr.process(text);
  return [address, address.toByteArray().length * 8];
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, [network, prefix]: Range): boolean {
  return address.kind() === network.kind() && address.match(network, prefix);
}

/** Removes the client's port, which some proxies add: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(text: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}
