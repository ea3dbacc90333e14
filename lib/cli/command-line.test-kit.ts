import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runCommandLine } from './command-line.ts';

export const MAIN = resolve(import.meta.dirname, 'main.ts');

export interface CommandOptions {
  readonly env: NodeJS.ProcessEnv;
  /** What the command reads from standard input. */
  readonly input?: string;
  /** Whether standard input is a terminal. */
  readonly isTerminal?: boolean;
  /** Aborted by Ctrl-C. */
  readonly interrupt?: AbortSignal;
}

/** How a command ended. */
export interface CommandResult {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs a pintd command in this process as the program does, but without signals, pipes and the exit of the process.
 */
export async function runCommand(
  args: readonly string[],
  { env, input = '', isTerminal = false, interrupt = new AbortController().signal }: CommandOptions,
): Promise<CommandResult> {
  const [out, err] = [new Sink(), new Sink()];
  const stdin = Object.assign(Readable.from([Buffer.from(input)]), { isTTY: isTerminal });
  const io = {
    env,
    stdin,
    stdout: out,
    stderr: err,
    exitCode: undefined as number | undefined,
    interruptSignal: () => interrupt,
    exitOnSignals: () => {},
  };
  await runCommandLine(args, io);
  return { status: io.exitCode ?? 0, out: out.text, err: err.text };
}

/** Runs a command as a process of its own, which gets only `env` and `input`. The status of a killed process is NaN. */
export function runProcess(args: readonly string[], { env, input = '' }: CommandOptions): Promise<CommandResult> {
  const { promise, resolve } = Promise.withResolvers<CommandResult>();
  const child = execFile(process.execPath, [MAIN, ...args], { env }, (error, out, err) =>
    resolve({ status: error === null ? 0 : Number(error.code ?? Number.NaN), out, err }),
  );
  child.stdin?.end(input);
  return promise;
}

class Sink extends Writable {
  readonly #chunks: Buffer[] = [];

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
}
