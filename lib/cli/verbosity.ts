import { stackFrames } from '../core/text/stack-frames.ts';
import { say } from './output.ts';

let isOn = false;

/** From now on commands say what they do on their way. */
export function beVerbose(): void {
  isOn = true;
}

export function isVerbose(): boolean {
  return isOn;
}

/** For whoever wants to know how it came to this. */
export function sayVerbosely(line: string): void {
  if (isOn) say(line);
}

/**
 * Where an error comes from, and what it comes of. Messages are left out: what is for people has been said, and others may
 * quote what was read.
 */
export function sayOrigin(error: unknown): void {
  for (let each = error; each instanceof Error; each = each.cause) {
    sayVerbosely([nameOf(each), ...stackFrames(each)].join('\n'));
  }
}

function nameOf(error: Error): string {
  return 'code' in error ? `${error.name} ${error.code}` : error.name;
}
