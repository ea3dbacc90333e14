import { writeFile } from 'node:fs/promises';
import type { MessyFile, MessyOptions } from '../../examples/messy/messy-file.ts';
import type { Truth } from '../../examples/messy/truth.ts';
import { digestOf, keyOf } from './event-digest.ts';

/** Compares what a sandbox received of a messy file with the truth about it. */

/** All bytes of a generated file. */
export function bytesOf(file: MessyFile, options: MessyOptions): Buffer {
  return Buffer.concat([...file.write(file.generate(options), options)]);
}

export async function writeMessyFile(path: string, file: MessyFile, options: MessyOptions): Promise<void> {
  await writeFile(path, file.write(file.generate(options), options));
}

export interface Comparison {
  /** The number of events that are as they should be. */
  readonly right: number;
  /** Records whose event was not sent, or differs. */
  readonly wrong: readonly Truth[];
  /** Events that should not have been sent. */
  readonly surplus: readonly string[];
}

/**
 * Compares digests of received events with the truth about a file. Exempt records may be sent in any form,
 * or not at all.
 */
export function compare(
  digests: ReadonlyMap<string, string>,
  truths: Iterable<Truth>,
  isExempt: (truth: Truth) => boolean = () => false,
): Comparison {
  const surplus = new Set(digests.keys());
  const wrong: Truth[] = [];
  let right = 0;
  for (const truth of truths) {
    if (!('event' in truth)) continue;
    const key = keyOf(truth.event);
    surplus.delete(key);
    if (isExempt(truth)) continue;
    if (digests.get(key) === digestOf(truth.event)) right += 1;
    else wrong.push(truth);
  }
  return { right, wrong, surplus: [...surplus] };
}
