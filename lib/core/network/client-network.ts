const GROUPS = 8;
/** How many groups of an IPv6 address name its /64 network. */
const NETWORK_GROUPS = 4;

/**
 * What one customer of a network provider usually has: an IPv4 address, or an IPv6 /64. Other text is returned
 * unchanged. IPv4-mapped IPv6 addresses must be converted first.
 */
export function networkOf(address: string): string {
  const [text = ''] = address.split('%', 1);
  if (!text.includes(':')) return address;
  const [head = '', tail] = text.split('::');
  const [first, last] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = Array.from({ length: Math.max(0, GROUPS - first.length - last.length) }, () => '0');
  return `${[...first, ...zeros, ...last].slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':').map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
}
