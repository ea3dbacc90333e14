import { describe, expect, test } from 'vitest';
import { TrustedProxies } from './client-address.ts';

const proxies = new TrustedProxies(['10.0.0.0/8', '127.0.0.1', 'fd00::/8']);

describe('the address of a client', () => {
  test.each<[string, string, string | undefined, string]>([
    ['that connects directly', '192.0.2.1', undefined, '192.0.2.1'],
    ['that connects directly and forges the header', '192.0.2.1', '198.51.100.9', '192.0.2.1'],
    ['behind a proxy', '127.0.0.1', '192.0.2.1', '192.0.2.1'],
    [
      'behind a proxy, after entries that the client forged',
      '127.0.0.1',
      '198.51.100.9, 10.9.9.9, 192.0.2.1',
      '192.0.2.1',
    ],
    ['behind two proxies', '127.0.0.1', '198.51.100.9, 192.0.2.1, 10.1.2.3', '192.0.2.1'],
    ['behind a proxy on IPv6', 'fd00::1', '2001:db8::0:7', '2001:db8::7'],
    ['behind a proxy whose IPv4 address is mapped to IPv6', '::ffff:127.0.0.1', '::ffff:192.0.2.1', '192.0.2.1'],
    ['with a port', '127.0.0.1', '192.0.2.1:4711', '192.0.2.1'],
    ['with a port on IPv6', '127.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['that is a proxy itself', '127.0.0.1', '10.1.2.3', '10.1.2.3'],
    ['behind a proxy that sends no header', '127.0.0.1', undefined, '127.0.0.1'],
    ['behind a proxy whose entry is no address', '127.0.0.1', '192.0.2.1, unknown', '127.0.0.1'],
    ['behind an address that only looks like the proxy', '127.0.0.11', '192.0.2.1', '127.0.0.11'],
  ])('%s', (_, peer, forwardedFor, expected) => {
    expect(proxies.clientOf(peer, forwardedFor)).toBe(expected);
  });

  test('is the address of the connection if no proxy is trusted', () => {
    expect(new TrustedProxies([]).clientOf('127.0.0.1', '192.0.2.1')).toBe('127.0.0.1');
  });
});
