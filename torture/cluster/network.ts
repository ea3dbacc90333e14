import { once } from 'node:events';
import { join } from 'node:path';
import { Program } from '../kit/process.ts';

/** The network between machines and their database. */
export class Network {
  /** The URL of the database over this network. */
  readonly url: string;
  readonly #proxy: Program;

  private constructor(port: number, database: string, proxy: Program) {
    this.url = `postgresql://postgres@127.0.0.1:${port}/${database}`;
    this.#proxy = proxy;
  }

  /** Opens a network to the server whose Unix socket `url` names. Bytes take `delayMs` in each direction. */
  static async open(url: string, delayMs = 0): Promise<Network> {
    const { pathname, searchParams } = new URL(url);
    const folder = searchParams.get('host') ?? '';
    const proxy = new Program('torture/cluster/proxy-process.ts', [join(folder, '.s.PGSQL.5432'), String(delayMs)]);
    const failed = proxy.ended.then(({ err }) => Promise.reject(new Error(`The proxy did not start: ${err}`)));
    const [port] = (await Promise.race([once(proxy.child, 'message'), failed])) as [number];
    return new Network(port, pathname.slice(1), proxy);
  }

  /** Breaks all connections; new ones work. */
  cut(): void {
    this.#proxy.child.send('cut');
  }

  async close(): Promise<void> {
    await this.#proxy.kill();
  }
}
