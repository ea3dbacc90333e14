import { EventEmitter } from 'node:events';
import { faultText } from '../commands/error-text.ts';
import { printable } from '../core/text/unprintable.ts';
import { translate } from '../messages/translate.ts';
import { exitStatusOf, onSignals } from '../start/signals.ts';
import type { CommandIo } from './invocation.ts';
import { EXIT } from './output/output.ts';
import { onParentDeath } from './parent-death.ts';
import { errorCodeOf } from './text-file.ts';

const orphans = new EventEmitter();

/** The streams, environment, exit status and signals of this process. */
export const processIo: CommandIo = {
  env: process.env,
  // Opened on first use, because most commands do not read standard input.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  get exitCode() {
    return process.exitCode === undefined ? undefined : Number(process.exitCode);
  },
  set exitCode(status) {
    process.exitCode = status;
  },

  /** Aborted by the first SIGINT or SIGTERM, or when the parent dies; a second signal ends the process immediately. */
  interruptSignal() {
    const interrupt = new AbortController();
    onSignals(['SIGINT', 'SIGTERM'], (count, signal) => {
      if (count > 1) process.exit(exitStatusOf(signal));
      interrupt.abort();
    });
    orphans.once('orphaned', () => interrupt.abort());
    return interrupt.signal;
  },

  exitOnSignals() {
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => process.exit(exitStatusOf(signal)));
    }
  },
};

/** Ends this process when its parent dies: cleanly, if the command can be interrupted. */
export function exitWithParent(): void {
  onParentDeath(() => {
    if (!orphans.emit('orphaned')) process.kill(process.pid, 'SIGTERM');
  });
}

/**
 * Handles write errors of standard output and standard error. If standard output fails, the process ends. A pipe closed
 * by its reader, such as head, is not an error. Another cause, such as a full disk, has its own exit status, unless the
 * command has already failed for another reason. If standard error fails, the command continues.
 */
export function handleOutputFaults(): void {
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error) => {
    if (errorCodeOf(error) === 'EPIPE') process.exit(process.exitCode ?? EXIT.done);
    const message = translate('cli', 'output_unwritten', { path: 'stdout', reason: faultText(errorCodeOf(error)) });
    process.stderr.write(`${printable(message)}\n`);
    process.exit(process.exitCode || EXIT.unwritten);
  });
}
