import { expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import type { Mapping } from '../record/field-target.ts';
import { compilePlan } from '../record/plan.ts';
import { suggestTargets } from './suggest-targets.ts';

const fields = connectors.flatMap((connector) => connector.fields);

const JOINED = { field: 'event_time', join: ['Uhrzeit'] };

test.each<[header: string[], mapping: Mapping]>([
  [['Auftragsnr.', 'Datum', 'Uhrzeit'], { 'Auftragsnr.': ['order_id', 'event_id'], Datum: JOINED, Uhrzeit: null }],
  [['Uhrzeit', 'Bestelldatum'], { Uhrzeit: null, Bestelldatum: JOINED }],
  [['注文日', '注文時刻'], { 注文日: { field: 'event_time', join: ['注文時刻'] }, 注文時刻: null }],
  // A column of its own takes precedence.
  [['order_id', 'event_id'], { order_id: 'order_id', event_id: 'event_id' }],
  // A timestamp already has a time, and it is not clear which of the two times counts.
  [['Timestamp', 'Uhrzeit'], { Timestamp: 'event_time', Uhrzeit: null }],
  [['Datum', 'Uhrzeit', 'Zeit'], { Datum: 'event_time', Uhrzeit: null, Zeit: null }],
  [['email', 'Notes'], { email: 'em', Notes: null }],
  // No unhashed field has a person's name or number.
  [
    ['Event', 'Created at', 'Order', 'Email', 'Contact Name', 'Contact ID', 'Item Cost'],
    {
      ...{ Event: 'event_name', 'Created at': 'event_time', Order: ['order_id', 'event_id'], Email: 'em' },
      'Contact Name': [
        { field: 'fn', part: 'given_names', separator: ' ' },
        { field: 'ln', part: 'family_name', separator: ' ' },
      ],
      ...{ 'Contact ID': 'external_id', 'Item Cost': 'item_price' },
    },
  ],
  [
    ['Email', 'Billing City', 'Shipping City', 'Billing Zip', 'Shipping Zip'],
    { Email: 'em', 'Billing City': 'ct', 'Shipping City': null, 'Billing Zip': 'zp', 'Shipping Zip': null },
  ],
  [['Shipping City', 'Billing City'], { 'Shipping City': null, 'Billing City': 'ct' }],
])('suggests for the header %j', (header, mapping) => {
  expect(suggestTargets(fields, header)).toEqual(mapping);
  expect(() => compilePlan(fields, header, { mapping, constants: {} })).not.toThrow();
});
