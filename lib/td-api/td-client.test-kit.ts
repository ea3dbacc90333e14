import { promisify } from 'node:util';
import { TDClient } from 'td';

type JsonObject = Readonly<Record<string, unknown>>;

/** TD's published client for Node: its methods by name, with promises instead of callbacks. */
export function tdClient(key: string, url: string): (method: string, ...args: unknown[]) => Promise<JsonObject> {
  const client = new TDClient(key, { host: new URL(url).host, protocol: 'http' });
  return (method, ...args) => {
    const called = client[method];
    if (typeof called !== 'function') throw new Error(`TD's client has no ${method}`);
    return promisify(called).apply(client, args) as Promise<JsonObject>;
  };
}
