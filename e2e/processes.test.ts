import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { freePort } from '../lib/start/port.ts';

/** A product of its own beside the one that the other tests share, to be ended in every way there is. */
class Product {
  readonly port: number;
  readonly #process: ChildProcess;
  output = '';

  constructor(port: number, dataDir: string) {
    this.port = port;
    const env = { ...process.env, PORT: String(port), PINTD_DATA_DIR: dataDir };
    // The parent itself, with no launcher before it: this is the process that gets killed.
    this.#process = spawn('node', ['lib/start.ts'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk;
      });
    }
  }

  async answers(): Promise<boolean> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/healthz`).catch(() => undefined);
    return answer?.ok === true;
  }

  async isUp(): Promise<void> {
    await expect.poll(() => this.answers(), { timeout: 20_000 }).toBe(true);
  }

  end(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  exitCode(): Promise<number | null> {
    if (this.#process.exitCode !== null) return Promise.resolve(this.#process.exitCode);
    return new Promise((resolve) => this.#process.once('exit', resolve));
  }
}

const test = base.extend<{ start: (port?: number) => Promise<Product> }>({
  start: async ({ browserName: _ }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'pintd-processes-'));
    const started: Product[] = [];
    await use(async (port) => {
      const product = new Product(port ?? (await freePort('127.0.0.1', 0)), folder);
      started.push(product);
      return product;
    });
    for (const product of started) product.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  },
});

test('ends when it is told to, and says where it is before', async ({ start }) => {
  const product = await start();
  await product.isUp();
  expect(product.output).toContain(`ready: http://localhost:${product.port}\n`);
  product.end('SIGTERM');
  expect(await product.exitCode()).toBe(0);
  expect(await product.answers()).toBe(false);
});

test('a parent that was killed leaves nothing on the port', async ({ start }) => {
  const product = await start();
  await product.isUp();
  product.end('SIGKILL');
  await expect.poll(() => product.answers(), { timeout: 10_000 }).toBe(false);
  await expect.poll(() => freePort('127.0.0.1', product.port).catch(() => 0), { timeout: 10_000 }).toBe(product.port);
});

test('a port that is taken is said to be, and how to take another', async ({ start }) => {
  const port = Number(process.env['E2E_PORT']);
  const product = await start(port);
  expect(await product.exitCode()).toBe(1);
  expect(product.output).toContain(`Port ${port} on 127.0.0.1 is in use`);
  expect(product.output).toContain(`PORT=${port + 1} npm start`);
});

test('a second product on the same data folder refuses to work beside the first', async ({ start }) => {
  const first = await start();
  await first.isUp();
  const second = await start();
  expect(await second.exitCode()).toBe(1);
  expect(second.output).toContain('Another worker');
  expect(await first.answers()).toBe(true);
});

test('what was killed starts again at once, and looks through its database meanwhile', async ({ start }) => {
  const first = await start();
  await first.isUp();
  first.end('SIGKILL');
  await expect.poll(() => first.answers(), { timeout: 10_000 }).toBe(false);
  const second = await start();
  await second.isUp();
  expect(second.output).not.toContain('damaged');
});
