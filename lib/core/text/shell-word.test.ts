import { expect, test } from 'vitest';
import { shellWord } from './shell-word.ts';

test.each([
  ['daily-import_2', 'daily-import_2'],
  ['./shop', './shop'],
  ['my shop', "'my shop'"],
  ['x; $(id)', "'x; $(id)'"],
  ["it's", "'it'\\''s'"],
  ['日次', "'日次'"],
  ['', "''"],
])('%j becomes the shell word %s', (text, word) => expect(shellWord(text)).toBe(word));
