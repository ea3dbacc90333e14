import { expect, test } from 'vitest';
import { maskedEvent } from './masked-event.ts';

test('masks values at the given paths, also in lists and objects', () => {
  const event = { id: 'a', person: { ip: '192.0.2.1', names: ['Ada', 'Bo'], kept: true }, items: [{ ip: 'x' }] };
  expect(maskedEvent(event, ['person.ip', 'person.names'])).toEqual({
    id: 'a',
    person: { ip: '1••.•.•.•', names: ['A••', '••'], kept: true },
    items: [{ ip: 'x' }],
  });
});
