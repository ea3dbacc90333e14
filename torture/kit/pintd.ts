import type { JobObject } from '#lib/core/view/job-object.ts';
import { type CommandResult, Program, root, type SpawnOptions } from './process.ts';

export type { JobObject };

/** The command line on one data folder, with a process per command. */
export class Pintd {
  readonly settings: Readonly<Record<string, string>>;
  /** The folder with the sources of the version that it runs. */
  checkout: string;

  constructor(settings: Readonly<Record<string, string>>, checkout = root) {
    this.settings = settings;
    this.checkout = checkout;
  }

  /** Starts a command without waiting for it. */
  start(args: readonly string[], options: Omit<SpawnOptions, 'settings'> = {}): Program {
    return new Program('bin/pintd.mjs', args, { ...options, settings: this.settings, checkout: this.checkout });
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], input = ''): Promise<CommandResult> {
    const program = this.start(args);
    program.child.stdin?.end(input);
    return program.ended;
  }

  async createAuthentication(name: string): Promise<void> {
    await this.#runOrThrow(['auth:create', name], 'pina_torture');
  }

  async createDatabase(name: string): Promise<void> {
    await this.#runOrThrow(['db:create', name]);
  }

  /** Saves a query that runs on a schedule. */
  async scheduleQuery(name: string, cron: string, sql: string, database: string): Promise<void> {
    await this.#runOrThrow(['sched:create', name, cron, sql, '-d', database]);
  }

  /** Creates a job without executing it. */
  async enqueue(file: string, result: Record<string, unknown>): Promise<number> {
    const args = ['export', file, '--no-wait', '--result', resultOf(result)];
    return (JSON.parse(await this.#runOrThrow(args)) as JobObject).job_id;
  }

  async show(job: number): Promise<JobObject> {
    return JSON.parse(await this.#runOrThrow(['job:show', String(job), '--json'])) as JobObject;
  }

  async list(limit = 1000): Promise<JobObject[]> {
    return JSON.parse(await this.#runOrThrow(['job:list', String(limit), '--json'])) as JobObject[];
  }

  /** The CSV of the records that were not accepted, as lines of cells; no test cell contains a line break. */
  async rejected(job: number): Promise<string[][]> {
    const lines = (await this.#runOrThrow(['rejected', String(job)])).trimEnd().split(/\r?\n/);
    return lines.slice(1).map(cellsOf);
  }

  async #runOrThrow(args: readonly string[], input?: string): Promise<string> {
    const { status, signal, out, err } = await this.run(args, input);
    if (status === 0) return out;
    throw new Error(`pintd ${args[0]} ended with ${status ?? signal}: ${err}`);
  }
}

function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...cells].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
}

export function resultOf(parameters: Record<string, unknown>): string {
  return JSON.stringify({
    type: 'pinterest_conversion',
    authentication: 'Shop',
    skip_invalid_record: true,
    ...parameters,
  });
}
