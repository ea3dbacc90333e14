import { asWritten, oneOf, yesOrNo } from '../../core/record/clean.ts';
import type { FieldSpec } from '../../core/record/field.ts';
import { email } from './email.ts';
import { eventTime } from './event-time.ts';
import { eventId, externalId, itemId, mobileAdId, orderId, partnerId } from './ids.ts';
import { ALIASES, DAY_COLUMNS, TIME_COLUMNS } from './names/aliases.ts';
import { isConsentName } from './names/consent-name.ts';
import { FULL_NAMES } from './names/full-names.ts';
import { LIKELY_NAMES } from './names/likely-names.ts';
import { checkPhoneOfCountry, phone } from './phone-number.ts';
import {
  amount,
  birthDate,
  COUNTRY_CODES,
  CURRENCY_CODES,
  checkStateOfCountry,
  city,
  clickId,
  count,
  country,
  currency,
  gender,
  ipAddress,
  LANGUAGE_CODES,
  language,
  optOutType,
  personName,
  state,
  url,
  userAgent,
} from './rules.ts';
import { decimalUnits } from './units/decimals.ts';
import { phoneUnits } from './units/phones.ts';
import { dayUnits, timeUnits } from './units/times.ts';
import { EVENT_WORDS } from './value-words/event-words.ts';
import { NO_EVENT_WORDS } from './value-words/no-event-words.ts';
import { checkZipOfCountry, checkZipParts, zip } from './zip-codes.ts';

/** The nine event names that TD's documentation of the connector lists. */
const DOCUMENTED_EVENT_NAMES = [
  'add_to_cart',
  'checkout',
  'custom',
  'lead',
  'page_visit',
  'search',
  'signup',
  'view_category',
  'watch_video',
] as const;

/** Event names added by Pinterest's schema (2025) and guides (2026). */
const LATER_EVENT_NAMES = [
  'add_payment_info',
  'add_to_wishlist',
  'app_install',
  'initiate_checkout',
  'subscribe',
  'view_content',
  'app_open',
  'contact',
  'customize_product',
  'find_location',
  'schedule',
  'start_trial',
  'submit_application',
] as const;

const EVENT_NAMES = [...DOCUMENTED_EVENT_NAMES, ...LATER_EVENT_NAMES];

const ACTION_SOURCES = ['app_android', 'app_ios', 'web', 'offline'] as const;
const YES_OR_NO = ['yes', 'no'] as const;
const GENDER_CODES = ['f', 'm', 'n'] as const;

/** The properties in which a field differs from the defaults of its group. */
type Properties = Partial<FieldSpec> & Pick<FieldSpec, 'example'>;

const DEFAULTS = { shape: 'single', type: 'string', isRequired: false, isHashed: false, clean: asWritten } as const;

/** A top-level value of the event. */
function eventField(name: string, properties: Properties): FieldSpec {
  return { ...DEFAULTS, name, group: 'event', path: [name], ...properties };
}

/** A personal value: a list, hashed before it is sent. */
function hashedField(name: string, properties: Properties): FieldSpec {
  return { ...DEFAULTS, name, group: 'user', shape: 'list', isHashed: true, path: ['user_data', name], ...properties };
}

/** A value that identifies a browser or a visitor, and is not hashed. */
function userField(name: string, properties: Properties): FieldSpec {
  return { ...DEFAULTS, name, group: 'user', path: ['user_data', name], ...properties };
}

/** A value about the order or the content. */
function customField(name: string, properties: Properties): FieldSpec {
  return { ...DEFAULTS, name, group: 'custom', path: ['custom_data', name], ...properties };
}

/** A value of one product. Pinterest's `key` can differ from the name of the field: `id` for `item_id`. */
function itemField(name: string, key: string, properties: Properties): FieldSpec {
  return { ...DEFAULTS, name, group: 'item', shape: 'item', path: ['custom_data', 'contents', key], ...properties };
}

/**
 * Every field that an export supports, in the order in which an event is built. CONTRIBUTING.md lists the steps for a
 * new field. Raise RULES_VERSION when a row changes what is sent.
 */
export const fields: readonly FieldSpec[] = [
  eventField('event_name', {
    likelyNames: LIKELY_NAMES.event_name,
    aliases: ALIASES.event_name,
    isRequired: true,
    choices: EVENT_NAMES,
    laterChoices: LATER_EVENT_NAMES,
    matchValues: EVENT_NAMES,
    noEventWords: NO_EVENT_WORDS,
    matchWords: EVENT_WORDS,
    clean: oneOf(EVENT_NAMES, 'event_name_unknown'),
    example: 'checkout',
  }),
  eventField('action_source', {
    likelyNames: LIKELY_NAMES.action_source,
    aliases: ALIASES.action_source,
    isRequired: true,
    choices: ACTION_SOURCES,
    matchValues: ACTION_SOURCES,
    clean: oneOf(ACTION_SOURCES, 'action_source_unknown'),
    example: 'web',
  }),
  eventField('event_time', {
    likelyNames: LIKELY_NAMES.event_time,
    aliases: ALIASES.event_time,
    isRequired: true,
    isEventTime: true,
    type: 'integer',
    clean: eventTime,
    units: timeUnits,
    inTwoColumns: {
      completion: '12:00',
      first: DAY_COLUMNS,
      second: TIME_COLUMNS,
    },
    example: 'now',
  }),
  eventField('event_id', {
    aliases: ALIASES.event_id,
    isRequired: true,
    isUnique: true,
    varies: true,
    alsoFrom: 'order_id',
    clean: eventId,
    example: 'order-10001',
  }),
  eventField('event_source_url', {
    aliases: ALIASES.event_source_url,
    clean: url,
    example: 'https://shop.example/thanks',
  }),
  eventField('opt_out', {
    likelyNames: LIKELY_NAMES.opt_out,
    aliases: ALIASES.opt_out,
    type: 'boolean',
    hasAmbiguousYes: true,
    isOppositeIn: isConsentName,
    clean: yesOrNo('opt_out_unreadable'),
    matchValues: YES_OR_NO,
    example: 'no',
  }),
  eventField('partner_name', { example: 'ss-example' }),
  eventField('app_id', { clean: itemId, example: '429047995' }),
  eventField('app_name', { example: 'Example Shop' }),
  eventField('app_version', { example: '7.9' }),
  eventField('device_brand', { aliases: ALIASES.device_brand, example: 'Apple' }),
  eventField('device_carrier', { aliases: ALIASES.device_carrier, example: 'Example Mobile' }),
  eventField('device_model', {
    aliases: ALIASES.device_model,
    likelyNames: LIKELY_NAMES.device_model,
    isUndocumented: true,
    example: 'iPhone 17',
  }),
  eventField('device_type', { example: 'iPhone' }),
  eventField('os_version', { aliases: ALIASES.os_version, example: '26.1' }),
  eventField('wifi', {
    type: 'boolean',
    clean: yesOrNo('boolean_unreadable'),
    matchValues: YES_OR_NO,
    example: 'yes',
  }),
  eventField('language', {
    aliases: ALIASES.language,
    clean: language,
    matchValues: LANGUAGE_CODES,
    codeOf: 'language',
    example: 'en',
  }),

  hashedField('em', {
    aliases: ALIASES.em,
    varies: true,
    // French `courrier` is mail on paper, and differs in one letter from `courriel`, an email.
    lookalikes: ['courrier', 'courrier postal'],
    likelyNames: LIKELY_NAMES.em,
    clean: email,
    example: 'ada@mail.example',
  }),
  hashedField('hashed_maids', {
    aliases: ALIASES.hashed_maids,
    varies: true,
    clean: mobileAdId,
    example: 'eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b',
  }),
  userField('client_ip_address', {
    aliases: ALIASES.client_ip_address,
    varies: true,
    clean: ipAddress,
    example: '192.0.2.17',
  }),
  userField('client_user_agent', {
    aliases: ALIASES.client_user_agent,
    likelyNames: LIKELY_NAMES.client_user_agent,
    clean: userAgent,
    example: 'Mozilla/5.0 (X11; Linux x86_64)',
  }),
  hashedField('ph', {
    inNumberedColumns: { count: 3, names: ['電話番号', '携帯番号', '携帯電話番号', '携帯電話', '電話'] },
    aliases: ALIASES.ph,
    varies: true,
    // In Segment's `context.network.cellular`, it is the kind of network.
    lookalikes: ['cellular'],
    likelyNames: LIKELY_NAMES.ph,
    clean: phone,
    units: phoneUnits,
    reads: ['country'],
    checkInRecord: checkPhoneOfCountry,
    example: '+1 202 555 0123',
  }),
  hashedField('ge', {
    likelyNames: LIKELY_NAMES.ge,
    aliases: ALIASES.ge,
    clean: gender,
    matchValues: GENDER_CODES,
    otherMeanings: { m: { beside: ['h', 'v'], unless: ['f', 'female', 'w'] } },
    example: 'f',
  }),
  hashedField('db', {
    aliases: ALIASES.db,
    varies: true,
    likelyNames: LIKELY_NAMES.db,
    clean: birthDate,
    units: dayUnits,
    example: '1990-04-12',
  }),
  hashedField('ln', {
    likelyNames: LIKELY_NAMES.ln,
    fromFullName: { part: 'family', columns: FULL_NAMES },
    aliases: ALIASES.ln,
    clean: personName,
    example: 'Lovelace',
  }),
  hashedField('fn', {
    likelyNames: LIKELY_NAMES.fn,
    fromFullName: { part: 'given', columns: FULL_NAMES },
    // Turkish. Alone, it is an advertisement.
    likelyBeside: { name: 'Ad', other: 'Soyad' },
    aliases: ALIASES.fn,
    clean: personName,
    example: 'Ada',
  }),
  hashedField('ct', {
    likelyNames: LIKELY_NAMES.ct,
    aliases: ALIASES.ct,
    clean: city,
    example: 'São Paulo',
  }),
  hashedField('st', {
    likelyNames: LIKELY_NAMES.st,
    // The state of a membership or a profile, or a country of the EU.
    lookalikes: ['member_state', 'profile_state'],
    aliases: ALIASES.st,
    clean: state,
    reads: ['country'],
    checkInRecord: checkStateOfCountry,
    example: 'CA',
  }),
  hashedField('zp', {
    inNumberedColumns: { count: 2, names: ['郵便番号', '郵便', 'zip', 'zip_code', 'postal_code', 'postcode'] },
    aliases: ALIASES.zp,
    likelyNames: LIKELY_NAMES.zp,
    // The four digits after a zip code in the USA, not a fourth zip code.
    lookalikes: ['zip+4', 'zip_code+4', 'zip_plus_4', 'postal_code+4', 'postcode+4'],
    clean: zip,
    reads: ['country'],
    checkInRecord: checkZipOfCountry,
    checkParts: checkZipParts,
    example: '94107',
  }),
  hashedField('country', {
    lookalikes: ['county'],
    aliases: ALIASES.country,
    clean: country,
    matchValues: COUNTRY_CODES,
    codeOf: 'region',
    example: 'US',
  }),
  hashedField('external_id', {
    varies: true,
    likelyNames: LIKELY_NAMES.external_id,
    aliases: ALIASES.external_id,
    clean: externalId,
    example: 'customer-7',
  }),
  userField('click_id', {
    varies: true,
    aliases: ALIASES.click_id,
    clean: clickId,
    example: 'dj0yJnU9b2JDcFFH',
  }),
  userField('partner_id', { clean: partnerId, example: 'XY1234' }),

  customField('currency', {
    aliases: ALIASES.currency,
    likelyNames: LIKELY_NAMES.currency,
    clean: currency,
    matchValues: CURRENCY_CODES,
    codeOf: 'currency',
    example: 'USD',
  }),
  customField('value', {
    likelyNames: LIKELY_NAMES.value,
    aliases: ALIASES.value,
    type: 'decimal',
    clean: amount,
    units: decimalUnits,
    example: '72.30',
  }),
  customField('content_ids', { aliases: ALIASES.content_ids, shape: 'list', clean: itemId, example: 'sku-1' }),
  customField('content_name', { example: 'Autumn boots' }),
  customField('content_category', { example: 'shoes' }),
  customField('content_brand', { example: 'Example Brand' }),
  itemField('item_id', 'id', {
    aliases: ALIASES.item_id,
    likelyNames: LIKELY_NAMES.item_id,
    clean: itemId,
    example: 'sku-1',
  }),
  itemField('item_price', 'item_price', {
    likelyNames: LIKELY_NAMES.item_price,
    aliases: ALIASES.item_price,
    type: 'decimal',
    clean: amount,
    units: decimalUnits,
    example: '36.15',
  }),
  itemField('item_quantity', 'quantity', {
    aliases: ALIASES.item_quantity,
    type: 'integer',
    clean: count,
    example: '2',
  }),
  itemField('item_name', 'item_name', {
    aliases: ALIASES.item_name,
    example: 'Boot',
  }),
  itemField('item_category', 'item_category', { aliases: ALIASES.item_category, example: 'shoes' }),
  itemField('item_brand', 'item_brand', { aliases: ALIASES.item_brand, example: 'Example Brand' }),
  customField('num_items', {
    aliases: ALIASES.num_items,
    type: 'integer',
    clean: count,
    example: '2',
  }),
  customField('order_id', {
    varies: true,
    likelyNames: LIKELY_NAMES.order_id,
    // In exports of Shopify, it is the number of the order.
    likelyBeside: { name: 'Name', other: 'Lineitem name' },
    aliases: ALIASES.order_id,
    clean: orderId,
    example: '10001',
  }),
  customField('search_string', { aliases: ALIASES.search_string, example: 'boots' }),
  customField('opt_out_type', { clean: optOutType, example: 'LDP' }),
];

/**
 * Stored with every job, as a record of the rules at its creation. Nothing depends on it: a batch that may have been
 * accepted is sent again only byte for byte, by whatever rules it is rebuilt.
 */
export const RULES_VERSION = '17';
