import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { freePort } from '../lib/start/port.ts';

/** A product of its own beside the one that the other tests share, to be ended in every way there is. */
export class Product {
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  readonly #process: ChildProcess;
  readonly #closed: Promise<number | null>;
  output = '';

  constructor(port: number, dataDir: string, settings: Readonly<Record<string, string>> = {}) {
    this.port = port;
    this.env = { ...process.env, ...settings, PORT: String(port), PINTD_DATA_DIR: dataDir };
    // The parent itself, with no launcher before it: this is the process that gets killed.
    this.#process = spawn('node', ['lib/start.ts'], { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#closed = new Promise((resolve) => this.#process.once('close', resolve));
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk;
      });
    }
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  async answers(): Promise<boolean> {
    const answer = await fetch(`http://127.0.0.1:${this.port}/healthz`).catch(() => undefined);
    return answer?.ok === true;
  }

  async isUp(): Promise<void> {
    await expect.poll(() => this.answers()).toBe(true);
  }

  end(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Once it has ended, and all that it said has been heard. */
  exitCode(): Promise<number | null> {
    return this.#closed;
  }
}

export type StartProduct = (port?: number, settings?: Readonly<Record<string, string>>) => Promise<Product>;

/** Gives a test the means to start products on one data folder of their own; they end with it. */
export async function withProducts(use: (start: StartProduct, dataDir: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-processes-'));
  const started: Product[] = [];
  const start: StartProduct = async (port, settings) => {
    const product = new Product(port ?? (await freePort('127.0.0.1', 0)), folder, settings);
    started.push(product);
    return product;
  };
  try {
    await use(start, folder);
  } finally {
    for (const product of started) product.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
