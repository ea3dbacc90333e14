import { promisify } from 'node:util';
import { TDClient } from 'td';

type Members = Readonly<Record<string, unknown>>;

/** TD's own client for Node, as it is published: its methods by name, with promises in the place of callbacks. */
export function tdClient(key: string, url: string): (method: string, ...args: unknown[]) => Promise<Members> {
  const client = new TDClient(key, { host: new URL(url).host, protocol: 'http' });
  return (method, ...args) => {
    const called = client[method];
    if (typeof called !== 'function') throw new Error(`TD's client has no ${method}`);
    return promisify(called).apply(client, args) as Promise<Members>;
  };
}
