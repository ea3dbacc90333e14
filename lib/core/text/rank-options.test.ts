import { expect, test } from 'vitest';
import { rankOptions } from './rank-options.ts';

const FIELDS = [
  { label: 'Not sent' },
  { label: 'Event name', code: 'event_name', keywords: 'イベント名 transaction type', detail: 'from Ereignis' },
  { label: 'Action source', code: 'action_source', keywords: 'チャネル channel Kanal' },
  { label: 'Event time', code: 'event_time', keywords: 'イベント日時 date Datum' },
  { label: 'First name', code: 'fn', keywords: '名 given name Prénom' },
  { label: 'Last name', code: 'ln', keywords: '姓 family name' },
  { label: 'Phone', code: 'ph', keywords: '電話番号' },
  { label: 'Street', code: 'ct' },
  { label: 'State', code: 'st' },
  { label: 'Device type', code: 'device_type', keywords: 'phone or tablet' },
];

test.each<[typed: string, expected: string[]]>([
  ['action', ['Action source', 'Event name']],
  ['name', ['Event name', 'First name', 'Last name']],
  ['event', ['Event name', 'Event time']],
  ['last name', ['Last name']],
  ['name last', ['Last name']],
  ['phone', ['Phone', 'Device type']],
  ['family', ['Last name']],
  ['prenom', ['First name']],
  ['電話', ['Phone']],
  ['event_time', ['Event time']],
  ['ln', ['Last name']],
  ['st', ['State', 'Street', 'First name', 'Last name']],
  ['Ereignis', ['Event name']],
  ['time event', ['Event time']],
  ['nothing of that', []],
])('for %j, finds %j in this order', (typed, expected) => {
  expect(rankOptions(FIELDS, typed).map(({ label }) => label)).toEqual(expected);
});

test('without a word, every option stays in its place', () => {
  expect(rankOptions(FIELDS, ' ')).toEqual(FIELDS);
});

test('a name that begins with the words comes before one that contains them', () => {
  const options = ['My value', 'Order value total', 'Evalue', 'Value'].map((label) => ({ label }));
  expect(rankOptions(options, 'value').map(({ label }) => label)).toEqual([
    'Value',
    'My value',
    'Order value total',
    'Evalue',
  ]);
});
