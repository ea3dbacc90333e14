import { gzipSync } from 'node:zlib';
import type { Random } from '../../kit/random.ts';
import { bytes as concat } from '../bytes.ts';
import { randomMutation } from './mutations.ts';

/** A file as it is sent: plain or gzip, intact or damaged. */
export interface MaybeCompressed {
  readonly bytes: Buffer;
  /** Whether the gzip data was mutated, so that it may no longer be unpacked, or no longer be gzip. */
  readonly isDamagedGzip: boolean;
}

export function maybeCompressed(content: Buffer, random: Random): MaybeCompressed {
  if (random.chance(0.8)) return { bytes: content, isDamagedGzip: false };
  const whole = random.chance(0.5) ? gzip(content, random) : inMembers(content, random);
  if (random.chance(0.4)) return { bytes: whole, isDamagedGzip: false };
  return { bytes: randomMutation(random)(whole, random), isDamagedGzip: true };
}

function gzip(content: Buffer, random: Random): Buffer {
  return gzipSync(content, { level: random.pick([0, 1, 6, 9]) });
}

function inMembers(content: Buffer, random: Random): Buffer {
  const cuts = Array.from({ length: random.between(1, 4) }, () => random.between(0, content.length)).sort(
    (a, b) => a - b,
  );
  const ends = [...cuts, content.length];
  return concat(...ends.map((end, i) => gzip(content.subarray(ends[i - 1] ?? 0, end), random)));
}
