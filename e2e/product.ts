import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { freePort } from '../lib/start/port.ts';

/** A product besides the shared one, for tests that start and kill it. */
export class Product {
  readonly port: number;
  readonly env: NodeJS.ProcessEnv;
  readonly #process: ChildProcess;
  readonly #closed: Promise<number | null>;
  output = '';

  constructor(
    port: number,
    dataDir: string,
    settings: Readonly<Record<string, string>> = {},
    part?: '--web' | '--worker',
  ) {
    this.port = port;
    this.env = { ...process.env, ...settings, PORT: String(port), PINTD_DATA_DIR: dataDir };
    // The parent process itself, without a launcher, so that tests can kill it. A part leads a process group, which
    // `crash` kills.
    this.#process = spawn('node', ['lib/start.ts', ...(part ? [part] : [])], {
      env: this.env,
      detached: part !== undefined,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#closed = new Promise((resolve) => this.#process.once('close', resolve));
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk;
      });
    }
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  async isHealthy(): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.port}/healthz`).catch(() => undefined);
    return response?.ok === true;
  }

  async waitUntilReady(): Promise<void> {
    await expect.poll(() => this.isHealthy()).toBe(true);
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Kills all processes of a part at once, as if its machine lost power. */
  async crash(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) process.kill(-this.pid, 'SIGKILL');
    await this.#closed;
  }

  /** Resolves after the process has exited and all output was read. */
  exitCode(): Promise<number | null> {
    return this.#closed;
  }
}

export type StartProduct = (port?: number, settings?: Readonly<Record<string, string>>) => Promise<Product>;

/** Starts products on a temporary data folder; they are killed at the end. */
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
    for (const product of started) product.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
