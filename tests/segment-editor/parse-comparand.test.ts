import { expect, test } from 'vitest';
import { parseComparand } from '../../components/audience/editor/operands/parse-comparand.ts';

test.each<[text: string, value: string | number | undefined]>([
  ['', undefined],
  ['20', 20],
  ['100', 100],
  ['-3.5', -3.5],
  ['19.90', 19.9],
  ['19.', 19],
  ['1.00', 1],
  ['0.050', 0.05],
  ['１９．９０', 19.9],
  ['1,000', '1,000'],
  ['many', 'many'],
  ['1.2.30', '1.2.30'],
  ['9007199254740993', '9007199254740993'],
])('the text %j is the value %j', (text, value) => {
  expect(parseComparand(text)).toBe(value);
});
