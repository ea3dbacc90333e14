import { expect, test } from 'vitest';
import { isTotal } from './total-row.ts';

const isTotalOf = (text: string) => isTotal({ cells: text.split(',') });

test.each([
  'Total,,,9',
  'Grand total:,,,9',
  'Subtotal,,,9',
  ',,Gesamtsumme,9',
  'Total général,,,9',
  '合計,,,9',
  '合　計,,,9',
  '総合計：,,,9',
  '总计,,,9',
  '總 計,,,9',
  '합계,,,9',
  '총 합계,,,9',
  'รวมทั้งสิ้น,,,9',
  'Tổng cộng,,,9',
  'Jumlah,,,9',
])('%j is a total row', (text) => {
  expect(isTotalOf(text)).toBe(true);
});

test.each([
  'Total,a@b.example,E-1,9',
  'Totals Inc.,,,9',
  '合計太郎,,,9',
  '計画,,,9',
  '김합계,,,9',
  'Jumlahan,,,9',
  ',,,9',
])('%j is no total row', (text) => {
  expect(isTotalOf(text)).toBe(false);
});
