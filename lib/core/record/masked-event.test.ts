import { expect, test } from 'vitest';
import type { FieldSpec } from './field.ts';
import { hiddenEvent, maskedEvent } from './masked-event.ts';

test('masks values at the given paths, also in lists and objects', () => {
  const event = { id: 'a', person: { ip: '192.0.2.1', names: ['Ada', 'Bo'], kept: true }, items: [{ ip: 'x' }] };
  expect(maskedEvent(event, ['person.ip', 'person.names'])).toEqual({
    id: 'a',
    person: { ip: '1••.•.•.•', names: ['A••', '••'], kept: true },
    items: [{ ip: 'x' }],
  });
});

test('a hidden event has neither personal values nor whole hashes', () => {
  const fields = [
    { name: 'em', path: ['user', 'em'], hashed: true, group: 'user' },
    { name: 'ip', path: ['user', 'ip'], hashed: false, group: 'user' },
    { name: 'id', path: ['id'], hashed: false, group: 'event' },
  ] as unknown as readonly FieldSpec[];
  const event = { id: 'order-1', user: { em: ['4c5a2f10a1b2c3d4'], ip: '192.0.2.1' } };
  expect(hiddenEvent(event, fields)).toEqual({ id: 'order-1', user: { em: ['4c5a2f10…'], ip: '1••.•.•.•' } });
});
