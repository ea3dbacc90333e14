import type { Random } from '../../kit/random.ts';
import { bytes, utf16be, utf16le } from '../bytes.ts';
import type { Delimiter } from '../oracle/records.ts';
import { anyMutation } from './mutations.ts';
import { packed } from './packing.ts';
import { anyStyle, eventGrid, written } from './valid-file.ts';

/** A file that something happened to. */
export interface Generated {
  readonly bytes: Buffer;
  /** What is in the gzip file, before that was damaged; the bytes themselves where they are not packed. */
  readonly content: Buffer;
  readonly isDamagedGzip: boolean;
  /** Named by the sender, or left to be found out. */
  readonly delimiter?: Delimiter;
}

const MARK = '\ufeff';

export function generate(random: Random): Generated {
  const style = anyStyle(random);
  const grid = eventGrid(random, random.pick([0, 1, 2, 5, 10, 30]));
  let content = encoded(written(grid, style, random), random);
  for (let left = random.pick([0, 1, 1, 1, 2, 3, 6]); left > 0; left--) content = anyMutation(random)(content, random);
  const { bytes: packedBytes, isDamaged } = packed(content, random);
  const named = random.chance(0.2) ? { delimiter: style.delimiter } : {};
  return { bytes: packedBytes, content, isDamagedGzip: isDamaged, ...named };
}

function encoded(text: string, random: Random): Buffer {
  if (random.chance(0.6)) return bytes(text);
  return random.pick([() => bytes(MARK, text), () => utf16le(MARK + text), () => utf16be(MARK + text)])();
}
