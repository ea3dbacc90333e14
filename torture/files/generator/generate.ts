import type { Random } from '../../kit/random.ts';
import { bytes, utf16be, utf16le } from '../bytes.ts';
import type { Delimiter } from '../oracle/records.ts';
import { maybeCompressed } from './compression.ts';
import { randomMutation } from './mutations.ts';
import { eventGrid, randomStyle, render } from './valid-file.ts';

/** A generated file with random damage. */
export interface Generated {
  readonly bytes: Buffer;
  /** The content, possibly damaged, before it was compressed; equals `bytes` if the file is not compressed. */
  readonly content: Buffer;
  readonly isDamagedGzip: boolean;
  /** Given by the sender; undefined if it has to be detected. */
  readonly delimiter?: Delimiter;
}

const MARK = '\ufeff';

export function generate(random: Random): Generated {
  const style = randomStyle(random);
  const grid = eventGrid(random, random.pick([0, 1, 2, 5, 10, 30]));
  let content = encoded(render(grid, style, random), random);
  for (let left = random.pick([0, 1, 1, 1, 2, 3, 6]); left > 0; left--)
    content = randomMutation(random)(content, random);
  const { bytes: sentBytes, isDamagedGzip } = maybeCompressed(content, random);
  const given = random.chance(0.2) ? { delimiter: style.delimiter } : {};
  return { bytes: sentBytes, content, isDamagedGzip, ...given };
}

function encoded(text: string, random: Random): Buffer {
  if (random.chance(0.6)) return bytes(text);
  return random.pick([() => bytes(MARK, text), () => utf16le(MARK + text), () => utf16be(MARK + text)])();
}
