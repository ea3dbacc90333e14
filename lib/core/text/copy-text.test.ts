import { expect, test } from 'vitest';
import { copyText } from './copy-text.ts';

test.each(['', 'a', 'twelve chars', 'thirteen char', '😀 half of it comes first', '東京都千代田区丸の内一丁目九番'])(
  'copies %s unchanged',
  (text) => {
    expect(copyText(`,${text},`.slice(1, -1))).toBe(text);
  },
);
