import { expect, test } from 'vitest';
import type { FieldSpec, JsonObject } from './field.ts';
import { fullyMaskedEvent, maskedEvent } from './masked-event.ts';

test('masks personal values and email addresses, also in lists and objects', () => {
  const fields = [
    { name: 'ip', path: ['person', 'ip'], isHashed: false, group: 'user' },
    { name: 'names', path: ['person', 'names'], isHashed: false, group: 'user' },
    { name: 'em', path: ['person', 'em'], isHashed: true, group: 'user' },
  ] as unknown as readonly FieldSpec[];
  const event: JsonObject = {
    id: 'ada@mail.example',
    count: 2,
    items: [{ ip: 'x' }, { name: 'for ada@mail.example' }, { url: 'shop.example/?e=ada%40mail.example' }],
    person: { ip: '192.0.2.1', names: ['Ada', 'Bo'], kept: true, em: ['4c5a2f10a1b2c3d4'] },
  };
  expect(maskedEvent(event, fields)).toEqual({
    id: 'a••@mail.example',
    count: 2,
    items: [{ ip: 'x' }, { name: 'f•• •••@mail.example' }, { url: 's•••.•••••••/?•=•••%••••…' }],
    person: { ip: '1••.•.•.•', names: ['A••', '••'], kept: true, em: ['4c5a2f10a1b2c3d4'] },
  });
});

test('a fully masked event has neither personal values nor whole hashes', () => {
  const fields = [
    { name: 'em', path: ['user', 'em'], isHashed: true, group: 'user' },
    { name: 'ip', path: ['user', 'ip'], isHashed: false, group: 'user' },
    { name: 'id', path: ['id'], isHashed: false, group: 'event' },
  ] as unknown as readonly FieldSpec[];
  const event = { id: 'order-1', user: { em: ['4c5a2f10a1b2c3d4'], ip: '192.0.2.1' } };
  expect(fullyMaskedEvent(event, fields)).toEqual({ id: 'order-1', user: { em: ['4c5a2f10…'], ip: '1••.•.•.•' } });
});
