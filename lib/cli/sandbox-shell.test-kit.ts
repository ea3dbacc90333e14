import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { ACCOUNT } from '../../tests/kit/product.ts';
import { type Sandbox, startSandbox } from '../connectors/pinterest/sandbox/server.ts';
import { type CommandResult, runCommand, runProcess } from './command-line.test-kit.ts';

interface PintdOptions {
  readonly input?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** The shell of a test: its `pintd` sends to a sandbox, and each test begins with a new data folder. */
export class SandboxShell {
  #folder = '';
  #dataDir = '';
  #sandbox: Sandbox | undefined;

  constructor() {
    beforeAll(async () => {
      this.#folder = await mkdtemp(join(tmpdir(), 'pintd-cli-'));
      this.#sandbox = await startSandbox({});
    });
    beforeEach(async () => {
      this.#dataDir = await mkdtemp(join(this.#folder, 'data-'));
      await this.sandbox.reset();
    });
    afterAll(async () => {
      await this.sandbox.close();
      await rm(this.#folder, { recursive: true });
    });
  }

  /** The folder with the data folders of all tests. */
  get folder(): string {
    return this.#folder;
  }

  get dataDir(): string {
    return this.#dataDir;
  }

  get sandbox(): Sandbox {
    if (!this.#sandbox) throw new Error('the sandbox runs only during a test');
    return this.#sandbox;
  }

  environment(settings: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
    return { ...process.env, PINTD_DATA_DIR: this.#dataDir, PINTEREST_API_BASE_URL: this.sandbox.url, ...settings };
  }

  /** Runs a command in this process. */
  readonly pintd = (args: readonly string[], { input = '', settings }: PintdOptions = {}): Promise<CommandResult> =>
    runCommand(args, { env: this.environment(settings), input });

  /** Runs a command in a process of its own. */
  readonly pintdProcess = (
    args: readonly string[],
    { input = '', settings }: PintdOptions = {},
  ): Promise<CommandResult> => runProcess(args, { env: this.environment(settings), input });

  /** Writes lines to a file in the data folder, and returns its path. */
  readonly fileOf = async (lines: readonly string[], name = 'events.csv'): Promise<string> => {
    const path = join(this.#dataDir, name);
    await writeFile(path, `${lines.join('\n')}\n`);
    return path;
  };
}

/** The option `--result` for test records, with a token of its own. */
export function resultOption(more: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    type: 'pinterest_conversion',
    access_token: 'pina_CANARY_TOKEN',
    ad_account_id: Number(ACCOUNT),
    skip_invalid_record: true,
    ...more,
  });
}

/** The objects that a command prints, one per line. */
export function jsonLines(out: string) {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
