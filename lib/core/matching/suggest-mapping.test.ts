import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import { compilePlan } from '../record/plan.ts';
import { isFuzzyMatch, isNameOfField, suggestMapping } from './suggest-mapping.ts';

const fields = connectors.flatMap((connector) => connector.fields);
const suggested = (...header: string[]) => suggestMapping(fields, header);

test.each([
  ['event_name', 'event_name'],
  [' EM_2 ', 'em_2'],
  ['Event Name', 'event_name'],
  ['event-id', 'event_id'],
  ['eventTime', 'event_time'],
  ['Item Price 2', 'item_price_2'],
  ['email', 'em'],
  ['E-Mail Address', 'em'],
  ['email 2', 'em_2'],
  ['Phone Number', 'ph'],
  ['gender', 'ge'],
  ['DOB', 'db'],
  ['Date of birth', 'db'],
  ['City', 'ct'],
  ['ZIP code', 'zp'],
  ['ip', 'client_ip_address'],
  ['user agent', 'client_user_agent'],
  ['event', 'event_name'],
  ['event_timestamp', 'event_time'],
  ['メールアドレス', 'em'],
  ['Order Date', 'event_time'],
  ['注文日時', 'event_time'],
  ['Total Price', 'value'],
  ['合計金額', 'value'],
  ['ページURL', 'event_source_url'],
  ['電話番号', 'ph'],
  ['evnt_name', 'event_name'],
  ['curency', 'currency'],
  ['action_sorce', 'action_source'],
  ['Emial', 'em'],
  ['Adress IP', 'client_ip_address'],
  ['oder_nmber', 'order_id'],
  ['Telephon', 'ph'],
  ['currencj', 'currency'],
  ['Bestelnummer', 'order_id'],
  ['Billing Email', 'em'],
  ['Date commande', 'event_time'],
  ['Fecha del pedido', 'event_time'],
  ['Numero pedido', 'order_id'],
  ['ID cliente', 'external_id'],
  ['N° de pedido', 'order_id'],
  ['Billing Phone 2', 'ph_2'],
  ['Customer IP', 'client_ip_address'],
  ['State/Region', 'st'],
  ['Town/City', 'ct'],
  ['Billing Zip/Postal Code', 'zp'],
  ['Währung / Currency', 'currency'],
  ['Person - First name', 'fn'],
  ['Booker country', 'country'],
])('%j suggests %s', (column, field) => {
  expect(suggested(column)).toEqual({ [column]: field });
});

test.each([
  // Words of their own, not names with typos.
  ...['Rate', 'Sender', 'Vender', 'Religion', 'hostname', 'Item Cost', 'Order Count', 'Contact Name', 'Contact ID'],
  ...['Client ID', 'clientid', 'County', 'Billing County', 'Device', 'Stage', 'Order State', 'Event data', 'Nickname'],
  ...['Reference ID', 'Bestelltag', 'Länge', '発送日時', '発注番号', '取引先番号'],
  // A count, and lists of all items.
  ...['Orders', 'ItemNames', 'Item Prices'],
  // Names of several fields, and texts that only begin with the name of a field.
  ...['PLZ/Ort', 'City/State/Zip', 'Ort/Datum', 'Email - opt in', 'City - State'],
])('%j is no spelling of the name of a field', (column) => {
  expect(suggested(column)).toEqual({ [column]: null });
});

test.each(['', 'en', 'pt', 'fm', 'dd', 'sz', 'loyalty_tier', 'note', 'id', 'name', 'em_101', 'event_name_2'])(
  '%j suggests nothing',
  (column) => {
    expect(Object.values(suggested(column)).filter((name) => name !== null)).toEqual([]);
  },
);

describe('several columns', () => {
  test('an exact name has priority over a similar one', () => {
    expect(suggested('email', 'em')).toEqual({ email: 'em_1', em: 'em' });
    expect(suggested('evnt_name', 'event_name')).toEqual({ evnt_name: null, event_name: 'event_name' });
  });

  test('columns with exact names get the fields that they match without a mapping', () => {
    const header = ['Item_ID_2', 'EVENT_ID', 'other thing', '', 'em'];
    expect(compilePlan(fields, header, { mapping: suggested(...header), constants: {} })).toEqual(
      compilePlan(fields, header),
    );
  });

  test('a further column of a list gets the next number', () => {
    expect(suggested('Email', 'mail', 'E-Mail Address')).toEqual({
      Email: 'em',
      mail: 'em_1',
      'E-Mail Address': 'em_2',
    });
  });
});

test.each(['Zip4', 'ZIP+4', 'Zip 4', 'zip_plus_4', 'Billing Zip4', 'Postal Code 4'])(
  '%j is the add-on of a zip code, and not a fourth zip code',
  (column) => {
    expect(suggested('Zip', column)).toEqual({ Zip: 'zp', [column]: null });
    expect(suggested('Zip', 'zp_4', 'Zip 2')).toEqual({ Zip: 'zp', zp_4: 'zp_4', 'Zip 2': 'zp_2' });
  },
);

test('a column of the buyer feeds a field only if no other column does', () => {
  expect(suggested('Phone', 'Billing Phone')).toEqual({ Phone: 'ph', 'Billing Phone': null });
  expect(suggested('Billing City', 'Customer City')).toEqual({ 'Billing City': 'ct', 'Customer City': null });
});

test('a column of days yields to one of the same time with hours', () => {
  expect(suggested('event_date', 'event_timestamp')).toEqual({ event_date: null, event_timestamp: 'event_time' });
  expect(suggested('event_date', 'load_timestamp')).toEqual({ event_date: 'event_time', load_timestamp: null });
  expect(suggested('date', 'timestamp')).toEqual({ date: 'event_time', timestamp: null });
});

test('of two columns of a place, the one with its code feeds the field', () => {
  expect(suggested('Billing State', 'Billing State Code')).toEqual({
    'Billing State': null,
    'Billing State Code': 'st',
  });
  expect(suggested('State', 'StateCode', 'Country', 'CountryCode')).toEqual({
    ...{ State: null, StateCode: 'st', Country: 'country', CountryCode: 'country_1' },
  });
  expect(suggested('Zip', 'Zip Code')).toEqual({ Zip: 'zp', 'Zip Code': 'zp_1' });
});

test('beside a column of invitees, a column of users means the host', () => {
  expect(suggested('User Email', 'Invitee Email')).toEqual({ 'User Email': null, 'Invitee Email': 'em' });
  expect(suggested('User Email', 'Invitee Name')).toMatchObject({ 'User Email': 'em' });
});

test('an object with columns for its members suggests nothing, and a member matches only by its own name', () => {
  expect(suggested('customer', 'customer.id', 'customer.vip', 'customer.curency')).toEqual({
    customer: null,
    'customer.id': 'external_id',
    'customer.vip': null,
    'customer.curency': 'currency',
  });
});

test('what follows a dot is not a member of an object if it is a number or follows an abbreviation', () => {
  expect(suggested('email', 'email.1')).toEqual({ email: 'em', 'email.1': 'em_1' });
  expect(suggested('Tel', 'Tel. privat')).toMatchObject({ Tel: 'ph' });
});

test.each([
  ['curency', 'currency', true],
  ['evnt_name', 'event_name', true],
  ['currency', 'currency', false],
  ['Event Name', 'event_name', false],
  ['E-Mail Address', 'em', false],
  ['em_2', 'em', false],
  ['curency', 'event_name', false],
])('%j matches %s only by similarity: %j', (column, name, expected) => {
  const field = fields.find((each) => each.name === name);
  expect(field && isFuzzyMatch(fields, column, field)).toBe(expected);
});

test('every header gets a mapping that compiles to a plan', () => {
  const names = fields.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  const column = fc.oneof(
    fc.constantFrom(...names),
    fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 120 })).map(([name, number]) => `${name} ${number}`),
    fc.string({ maxLength: 12 }),
  );
  const header = fc.uniqueArray(column, { selector: (name) => name.trim().toLowerCase(), maxLength: 30 });
  fc.assert(
    fc.property(header, (columns) => {
      const mapping = suggestMapping(fields, columns);
      expect(Object.keys(mapping)).toHaveLength(columns.filter((name) => name.trim() !== '').length);
      expect(() => compilePlan(fields, columns, { mapping, constants: {} })).not.toThrow();
    }),
  );
});

/** The names are so long that quadratic work would not finish in time. */
test.each(['_', ' ', '1', 'é'])('a column whose name is a megabyte of %j suggests nothing', (letter) => {
  const name = `x${letter.repeat(1_000_000)}x`;
  expect(suggested(name)[name]).toBeNull();
  expect(isNameOfField(fields)(name)).toBe(false);
});

test.each([
  ['Billing Email', true],
  ['customer_phone_2', true],
  ['ご注文番号', true],
  ['Zip', true],
  ['Customer Value', false],
  ['curency', false],
])('%j is the name of a field: %j', (column, expected) => {
  expect(isNameOfField(fields)(column)).toBe(expected);
});
