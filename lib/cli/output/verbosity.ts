import { stackFrames } from '../../core/stack-frames.ts';
import { invocation } from '../invocation.ts';
import { say } from './output.ts';

export function sayVerbosely(line: string): void {
  if (invocation().isVerbose) say(line);
}

/**
 * Prints where an error and its causes come from, without their messages: the text for people has been printed, and
 * other messages may quote input.
 */
export function sayOrigin(error: unknown): void {
  for (let current = error; current instanceof Error; current = current.cause) {
    sayVerbosely([nameOf(current), ...stackFrames(current)].join('\n'));
  }
}

function nameOf(error: Error): string {
  return 'code' in error ? `${error.name} ${error.code}` : error.name;
}
