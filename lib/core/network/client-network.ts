/** How many groups of hexadecimal digits an IPv6 address has. */
const GROUPS = 8;
/** How many groups of an IPv6 address name its /64 network. */
const NETWORK_GROUPS = 4;

/**
 * The network of an address that usually belongs to a single customer of a provider: the IPv4 address itself, or the
 * /64 network of an IPv6 address. Other text is returned unchanged. IPv4-mapped IPv6 addresses must be converted first.
 */
export function networkOf(address: string): string {
  // `%eth0` in `fe80::1%eth0` is the zone.
  const withoutZone = address.replace(/%.*/s, '');
  if (!withoutZone.includes(':')) return address;
  // `::` replaces as many groups of zeros as are missing.
  const [beforeZeros = '', afterZeros = ''] = withoutZone.split('::');
  const first = groupsOf(beforeZeros);
  const last = groupsOf(afterZeros);
  const zeros = Array.from({ length: Math.max(0, GROUPS - first.length - last.length) }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

/** The groups of a part of an IPv6 address, in lower case and without leading zeros. */
function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':').map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
}
