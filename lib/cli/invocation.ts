import { AsyncLocalStorage } from 'node:async_hooks';
import type { Readable, Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';

/**
 * The input, output and signals of a command: those of the process, or of a test that runs several commands in one
 * process.
 */
export interface CommandIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & Partial<Pick<WriteStream, 'isTTY' | 'hasColors'>>;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  exitCode: number | undefined;
  /** Aborted when the command should end; for commands that clean up first. */
  interruptSignal(): AbortSignal;
  /** From now on, signals exit the process normally, so that exit handlers delete its temporary files. */
  exitOnSignals(): void;
}

/** The command-line flags that choose the server. */
export interface ServerFlags {
  readonly endpoint?: string | undefined;
  readonly apikey?: string | undefined;
  readonly config?: string | undefined;
  /** Plain HTTP if the endpoint has no scheme. */
  readonly insecure?: boolean | undefined;
  readonly retryPostRequests?: boolean | undefined;
}

interface Invocation {
  readonly io: CommandIo;
  /** The flags that choose the server; set before the command runs. */
  flags: ServerFlags;
  isVerbose: boolean;
}

const invocations = new AsyncLocalStorage<Invocation>();

/** Runs a command, in which `commandIo` returns this `io`. */
export function withInvocation<T>(io: CommandIo, run: () => Promise<T>): Promise<T> {
  return invocations.run({ io, flags: {}, isVerbose: false }, run);
}

/** The command that the caller is part of. */
export function invocation(): Invocation {
  const current = invocations.getStore();
  if (current === undefined) throw new Error('no command is running');
  return current;
}

export function commandIo(): CommandIo {
  return invocation().io;
}
