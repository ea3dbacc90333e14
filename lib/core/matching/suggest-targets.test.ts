import { expect, test } from 'vitest';
import { connectors } from '../../connectors/registry.ts';
import type { Mapping } from '../record/field-target.ts';
import { compilePlan } from '../record/plan.ts';
import { isProposal, suggestTargets } from './suggest-targets.ts';

const fields = connectors.flatMap((connector) => connector.fields);

const FULL_NAME = [
  { field: 'fn', part: 'given_names', separator: ' ' },
  { field: 'ln', part: 'family_name', separator: ' ' },
] as const;

const JOINED = { field: 'event_time', join: ['Uhrzeit'] };

test.each<[header: string[], mapping: Mapping]>([
  [['Auftragsnr.', 'Datum', 'Uhrzeit'], { 'Auftragsnr.': ['order_id', 'event_id'], Datum: JOINED, Uhrzeit: null }],
  [['Uhrzeit', 'Bestelldatum'], { Uhrzeit: null, Bestelldatum: JOINED }],
  [['注文日', '注文時刻'], { 注文日: { field: 'event_time', join: ['注文時刻'] }, 注文時刻: null }],
  [['email', 'Notes'], { email: 'em', Notes: null }],
  // Italian, Dutch, Polish, Turkish, Korean and Chinese.
  [['Data ordine', 'Ora ordine'], { 'Data ordine': { field: 'event_time', join: ['Ora ordine'] }, 'Ora ordine': null }],
  [['Besteldatum', 'Besteltijd'], { Besteldatum: { field: 'event_time', join: ['Besteltijd'] }, Besteltijd: null }],
  [['Datum', 'Tijd'], { Datum: { field: 'event_time', join: ['Tijd'] }, Tijd: null }],
  [['Data zakupu', 'Godzina'], { 'Data zakupu': { field: 'event_time', join: ['Godzina'] }, Godzina: null }],
  [['Sipariş Tarihi', 'Saat'], { 'Sipariş Tarihi': { field: 'event_time', join: ['Saat'] }, Saat: null }],
  [['주문일', '주문시각'], { 주문일: { field: 'event_time', join: ['주문시각'] }, 주문시각: null }],
  [['日期', '时间'], { 日期: { field: 'event_time', join: ['时间'] }, 时间: null }],
  // A name of a column with times can also be that of a column with dates and times.
  [['주문시간', '주문일자'], { 주문시간: null, 주문일자: { field: 'event_time', join: ['주문시간'] } }],
  [['订单时间', '邮箱'], { 订单时间: 'event_time', 邮箱: 'em' }],
  // AppsFlyer: the region is a continent, and the source of an event is an SDK or a server.
  [
    ['Event Time', 'Event Revenue', 'Event Revenue Currency', 'Event Source', 'Channel', 'Region', 'State', 'Platform'],
    {
      ...{ 'Event Time': 'event_time', 'Event Revenue': 'value', 'Event Revenue Currency': 'currency' },
      ...{ 'Event Source': null, Channel: null, Region: null, State: 'st', Platform: 'action_source' },
    },
  ],
  // Adjust: the revenue without a fraction is in cents.
  [
    ['revenue', 'revenue_float', 'os_name', 'device_name', 'external_device_id', 'region'],
    {
      ...{ revenue: null, revenue_float: 'value', os_name: 'action_source', device_name: 'device_model' },
      ...{ external_device_id: 'external_id', region: 'st' },
    },
  ],
  [['user_data_idfa', 'event_data_revenue'], { user_data_idfa: 'hashed_maids', event_data_revenue: 'value' }],
  [
    ['주문자 이메일', '주문자 휴대전화', '수령인 휴대전화'],
    { '주문자 이메일': 'em', '주문자 휴대전화': 'ph', '수령인 휴대전화': null },
  ],
  [['买家邮箱', '收货人手机'], { 买家邮箱: 'em', 收货人手机: 'ph' }],
  [['Ad', 'Soyad'], { Ad: 'fn', Soyad: 'ln' }],
  [['Ad', 'Adset', 'Email'], { Ad: null, Adset: null, Email: 'em' }],
  // Shopify: the name is the order's.
  [
    ['Name', 'Email', 'Lineitem name', 'Billing Name'],
    { Name: ['order_id', 'event_id'], Email: 'em', 'Lineitem name': 'item_name', 'Billing Name': FULL_NAME },
  ],
  // A column of event IDs takes precedence over the order number.
  [['order_id', 'event_id'], { order_id: 'order_id', event_id: 'event_id' }],
  // A timestamp already has a time, and of two columns of times, it is not clear which one counts.
  [['Timestamp', 'Uhrzeit'], { Timestamp: 'event_time', Uhrzeit: null }],
  [['Datum', 'Uhrzeit', 'Zeit'], { Datum: 'event_time', Uhrzeit: null, Zeit: null }],
  // No unhashed field gets the name or ID of a person.
  [
    ['Event', 'Created at', 'Order', 'Email', 'Contact Name', 'Contact ID', 'Item Cost'],
    {
      ...{ Event: 'event_name', 'Created at': 'event_time', Order: ['order_id', 'event_id'], Email: 'em' },
      'Contact Name': FULL_NAME,
      ...{ 'Contact ID': 'external_id', 'Item Cost': 'item_price' },
    },
  ],
  // A person who receives the goods adds no second value.
  [
    ['Email', 'Billing City', 'Shipping City', 'Billing Zip', 'Shipping Zip'],
    { Email: 'em', 'Billing City': 'ct', 'Shipping City': null, 'Billing Zip': 'zp', 'Shipping Zip': null },
  ],
  [['Shipping City', 'Billing City'], { 'Shipping City': null, 'Billing City': 'ct' }],
  [['Ville de livraison', 'Ville de facturation'], { 'Ville de livraison': null, 'Ville de facturation': 'ct' }],
  [
    ['City (Shipping)', 'City (Billing)', 'Phone (home)', 'Phone (work)'],
    { 'City (Shipping)': null, 'City (Billing)': 'ct', 'Phone (home)': 'ph', 'Phone (work)': 'ph_1' },
  ],
  // PayPal: the recipient is the shop.
  [
    ['Empfänger E-Mail-Adresse', 'Absender E-Mail-Adresse', 'PLZ'],
    { 'Empfänger E-Mail-Adresse': null, 'Absender E-Mail-Adresse': 'em', PLZ: 'zp' },
  ],
  // Japanese forms write the parts of a value in numbered columns.
  [
    ['注文者郵便番号1', '注文者郵便番号2', '注文者電話番号1', '注文者電話番号2', '注文者電話番号3', '送付先郵便番号1'],
    {
      注文者郵便番号1: { field: 'zp', join: ['注文者郵便番号2'] },
      注文者電話番号1: { field: 'ph', join: ['注文者電話番号2', '注文者電話番号3'] },
      ...{ 注文者郵便番号2: null, 注文者電話番号2: null, 注文者電話番号3: null, 送付先郵便番号1: null },
    },
  ],
  [['郵便番号２', '郵便番号１'], { 郵便番号２: null, 郵便番号１: { field: 'zp', join: ['郵便番号２'] } }],
  [['郵便番号', '郵便番号1', '郵便番号2'], { 郵便番号: 'zp', 郵便番号1: null, 郵便番号2: null }],
  // The recipient may not be the customer.
  [
    ['送付先電話番号1', '送付先電話番号2', '送付先電話番号3', '会員電話番号'],
    { 送付先電話番号1: null, 送付先電話番号2: null, 送付先電話番号3: null, 会員電話番号: 'ph' },
  ],
  [
    ['送付先郵便番号1', '送付先郵便番号2', '注文者郵便番号1', '注文者郵便番号2'],
    {
      ...{ 送付先郵便番号1: null, 送付先郵便番号2: null, 注文者郵便番号2: null },
      注文者郵便番号1: { field: 'zp', join: ['注文者郵便番号2'] },
    },
  ],
  // More or fewer columns than a value has parts are several values.
  [
    ['phone1', 'phone2', '電話番号1', '電話番号2'],
    { phone1: 'ph_1', phone2: 'ph_2', 電話番号1: null, 電話番号2: null },
  ],
  // Two columns that differ in the word for the part of a name; the recipient may not be the customer.
  [['注文者姓', '注文者名'], { 注文者姓: 'ln', 注文者名: 'fn' }],
  [
    ['担当者姓', '担当者名', 'ご注文者姓', 'ご注文者名'],
    { 担当者姓: null, 担当者名: null, ご注文者姓: 'ln', ご注文者名: 'fn' },
  ],
  [['姓（英字）', '名（英字）', '姓', '名'], { '姓（英字）': 'ln_1', '名（英字）': 'fn_1', 姓: 'ln', 名: 'fn' }],
  [['お名前(姓)', 'お名前(名)', 'フリガナ(姓)'], { 'お名前(姓)': 'ln', 'お名前(名)': 'fn', 'フリガナ(姓)': null }],
  [
    ['氏(配送先)', '名(配送先)', '氏(請求先)', '名(請求先)'],
    { '氏(配送先)': null, '名(配送先)': null, '氏(請求先)': 'ln', '名(請求先)': 'fn' },
  ],
  // Parcels: the sender is the shop.
  [['Absender PLZ', 'Empfänger PLZ'], { 'Absender PLZ': null, 'Empfänger PLZ': 'zp' }],
  // Members of objects.
  [
    ['order.shipping_address.city', 'order.billing_address.city', 'customer.email', 'order.billing_address.email'],
    {
      ...{ 'order.shipping_address.city': null, 'order.billing_address.city': 'ct' },
      ...{ 'customer.email': 'em', 'order.billing_address.email': null },
    },
  ],
  // Gravity Forms
  [
    ['Name (Prefix)', 'Name (First)', 'Name (Last)', 'Address (City)', 'Address (State / Province)'],
    {
      ...{ 'Name (Prefix)': null, 'Name (First)': 'fn', 'Name (Last)': 'ln' },
      ...{ 'Address (City)': 'ct', 'Address (State / Province)': 'st' },
    },
  ],
  // A form in French.
  [
    ['Adresse de livraison - Ville', 'Adresse de facturation - Ville', 'Prénom client', 'Nom client'],
    {
      ...{ 'Adresse de livraison - Ville': null, 'Adresse de facturation - Ville': 'ct' },
      ...{ 'Prénom client': 'fn', 'Nom client': 'ln' },
    },
  ],
  // Shopify, whose `Name` is an order number, and Wix.
  [['Name', 'Shipping Name', 'Billing Name'], { Name: null, 'Shipping Name': null, 'Billing Name': FULL_NAME }],
  [['Name', 'Surname'], { Name: { field: 'fn', part: 'given_names', separator: ' ' }, Surname: 'ln' }],
  // Names beside last names, recipients and customers.
  [
    ['Client Last Name', 'Client Name'],
    { 'Client Last Name': 'ln', 'Client Name': { field: 'fn', part: 'given_names', separator: ' ' } },
  ],
  [['Surname', 'Recipient name', 'Customer'], { Surname: 'ln', 'Recipient name': null, Customer: null }],
  [['Recipient name', 'Name'], { 'Recipient name': null, Name: FULL_NAME }],
  [['Kunde', 'Name'], { Kunde: null, Name: FULL_NAME }],
  [
    ['Nombre para el envío', 'Nombre del comprador'],
    { 'Nombre para el envío': null, 'Nombre del comprador': FULL_NAME },
  ],
  // WooCommerce names the item of a row, by ID, SKU and name.
  [['Item ID', 'Item SKU', 'Item Name'], { 'Item ID': 'item_id', 'Item SKU': null, 'Item Name': 'item_name' }],
  // Names of things, and an amount that is not that of the order.
  [
    [
      'event',
      'context.library.name',
      'context.campaign.source',
      'customer.nombre',
      'user_ltv.revenue',
      'user_ltv.currency',
    ],
    {
      ...{ event: 'event_name', 'context.library.name': null, 'context.campaign.source': null },
      ...{ 'customer.nombre': 'fn', 'user_ltv.revenue': null, 'user_ltv.currency': null },
    },
  ],
])('suggests a mapping for the header %j', (header, mapping) => {
  expect(suggestTargets(fields, header)).toEqual(mapping);
  expect(() => compilePlan(fields, header, { mapping, constants: {} })).not.toThrow();
});

test.each<[column: string, field: string]>([
  ['Lineitem quantity', 'item_quantity'],
  ['Lineitem name', 'item_name'],
  ['Lineitem sku', 'item_id'],
  ['Artikelname', 'item_name'],
  ['Order Currency Code', 'currency'],
  ['Bestellwährung', 'currency'],
  ['Conversion Amount', 'value'],
  ['ecommerce.purchase_revenue', 'value'],
  ['Sale Timestamp', 'event_time'],
  ['Deal - Value', 'value'],
  ['Person - Email - Work', 'em'],
  ['address_city', 'ct'],
  ['Home Zip', 'zp'],
  ['Address 1: State/Province', 'st'],
  ['From Email Address', 'em'],
  ['Correo electrónico del remitente', 'em'],
  ['State/Province/Region/County/Territory', 'st'],
  ['Ship State/Province', 'st'],
])('%j is proposed for %s, and a person has to confirm it', (column, name) => {
  expect(suggestTargets(fields, [column])).toEqual({ [column]: name });
  const field = fields.find((each) => each.name === name);
  expect(field && isProposal(fields, column, field)).toBe(true);
});

test.each<[column: string, isProposed: boolean]>([
  ['注文者姓', false],
  ['請求先姓', false],
  ['担当者姓', true],
  ['姓（英字）', true],
])('that %j has the family name of the customer is only a proposal: %s', (column, isProposed) => {
  const field = fields.find(({ name }) => name === 'ln');
  expect(field && isProposal(fields, column, field)).toBe(isProposed);
});

test.each([
  ...['Payment Method', 'Purchase price', 'Order Name', 'Item total', 'product.color', 'Store Email', 'Vendor Phone'],
  ...['Sales Rep Email', 'metric.name', 'Homepage URL', 'Transaction fee', 'order-item-id'],
])('nothing is proposed for %j', (column) => {
  expect(suggestTargets(fields, [column])).toEqual({ [column]: null });
});
