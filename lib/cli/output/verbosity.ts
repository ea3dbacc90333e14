import { stackFrames } from '../../core/text/stack-frames.ts';
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
  for (let each = error; each instanceof Error; each = each.cause) {
    sayVerbosely([nameOf(each), ...stackFrames(each)].join('\n'));
  }
}

function nameOf(error: Error): string {
  return 'code' in error ? `${error.name} ${error.code}` : error.name;
}
