import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEntry } from '#lib/connectors/pinterest/sandbox/journal.ts';
import { connectorOf } from '#lib/connectors/registry.ts';
import type { Authentication } from '#lib/core/access/authentication.ts';
import type { Connector } from '#lib/core/connector/connector.ts';
import { readEnv } from '#lib/env.ts';
import { openRuntime, type Runtime } from '#lib/runtime/runtime.ts';

/** The product on a temporary data folder, opened once for many files. */
export interface Product {
  readonly runtime: Runtime;
  readonly connector: Connector;
  readonly authentication: Authentication;
  readonly sandbox: RemoteSandbox;
  close(): Promise<void>;
}

export const ACCOUNT = '549764609761';
/** The unpacked size limit for gzip; a setting of the product. */
export const MAX_UNPACKED_BYTES = 200_000_000;

export const TYPE = 'pinterest_conversion';

/** `url` is the URL of a sandbox, in this process or another one. */
export async function openProduct(url: string): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pintd-files-'));
  const runtime = await openRuntime(readEnv(settingsOf(dataDir, url)), 'torture');
  const authentication = await runtime.authentications.create({
    name: 'Shop',
    connector: TYPE,
    target: 'live',
    token: 'pina_torture',
  });
  return {
    runtime,
    connector: connectorOf(TYPE),
    authentication,
    sandbox: new RemoteSandbox(url),
    close: async () => {
      await runtime.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export function settingsOf(dataDir: string, url: string): Record<string, string> {
  return {
    PINTD_DATA_DIR: dataDir,
    PINTEREST_API_BASE_URL: url,
    PINTD_LOG_LEVEL: 'silent',
    PINTD_MAX_UNPACKED_BYTES: String(MAX_UNPACKED_BYTES),
  };
}

/** A client for the journal of a sandbox. */
class RemoteSandbox {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async received(): Promise<readonly JournalEntry[]> {
    const response = await fetch(`${this.#url}/__journal`);
    return (await response.json()) as JournalEntry[];
  }

  async reset(): Promise<void> {
    await fetch(`${this.#url}/__reset`, { method: 'POST' });
  }
}
