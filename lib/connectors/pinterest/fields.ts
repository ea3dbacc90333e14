import { asWritten, decimal, oneOf, yesOrNo } from '../../core/record/clean.ts';
import type { FieldSpec } from '../../core/record/field.ts';
import { email } from './email.ts';
import { eventTime } from './event-time.ts';
import { advertisingId, eventId, externalId, itemId, orderId } from './ids.ts';
import { isConsentName } from './names/consent-name.ts';
import { FULL_NAMES } from './names/full-names.ts';
import { LIKELY_NAMES } from './names/likely-names.ts';
import { checkPhoneOfCountry, phone } from './phone-number.ts';
import {
  birthDate,
  COUNTRY_CODES,
  CURRENCY_CODES,
  city,
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
  unlessPlaceholder,
  webAddress,
  zip,
} from './rules.ts';
import { decimalUnits } from './units/decimals.ts';
import { phoneUnits } from './units/phones.ts';
import { dayUnits, timeUnits } from './units/times.ts';
import { checkZipOfCountry } from './zip-codes.ts';

/** The nine event names in TD's documentation of this export. */
const PAGE_EVENT_NAMES = [
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
  ...['add_payment_info', 'add_to_wishlist', 'app_install', 'initiate_checkout', 'subscribe', 'view_content'],
  ...['app_open', 'contact', 'customize_product', 'find_location', 'schedule', 'start_trial', 'submit_application'],
] as const;

const EVENT_NAMES = [...PAGE_EVENT_NAMES, ...LATER_EVENT_NAMES];

const YES_OR_NO = ['yes', 'no'] as const;
const GENDER_CODES = ['f', 'm', 'n'] as const;

const ACTION_SOURCES = ['app_android', 'app_ios', 'web', 'offline'] as const;

type Facts = Partial<FieldSpec> & Pick<FieldSpec, 'example'>;

const plain = { shape: 'single', type: 'string', required: false, hashed: false, clean: asWritten } as const;

/** A top-level value of the event. */
function event(name: string, facts: Facts): FieldSpec {
  return { ...plain, name, group: 'event', path: [name], ...facts };
}

/** A personal value: a list, hashed before it is sent. */
function hashed(name: string, facts: Facts): FieldSpec {
  return { ...plain, name, group: 'user', shape: 'list', hashed: true, path: ['user_data', name], ...facts };
}

/** A value that identifies a browser or visitor and is sent unhashed. */
function user(name: string, facts: Facts): FieldSpec {
  return { ...plain, name, group: 'user', path: ['user_data', name], ...facts };
}

function custom(name: string, facts: Facts): FieldSpec {
  return { ...plain, name, group: 'custom', path: ['custom_data', name], ...facts };
}

/** One key of a product; Pinterest omits `item_` from two of them. */
function item(name: string, key: string, facts: Facts): FieldSpec {
  return { ...plain, name, group: 'item', shape: 'item', path: ['custom_data', 'contents', key], ...facts };
}

/**
 * Every column that an export supports, in the order in which an event is built. To add a field, add a row here and its
 * help in the message files. Raise RULES_VERSION when a row changes what is sent.
 */
export const fields: readonly FieldSpec[] = [
  event('event_name', {
    likelyNames: LIKELY_NAMES.event_name,
    aliases: [
      ...['vorgangstyp', 'transaktionsart', '取引区分', 'イベント区分', 'type de transaction', 'tipo de transacción'],
      ...['ereignis', 'ereignistyp', 'événement', 'type d’événement', 'evento', 'tipo de evento'],
      ...['vorgang', 'vorgangsart', 'sale_type', 'order_type', 'transaction_type', '種別', '注文種別', '取引種別'],
      'event',
      'event_type',
      'conversion_type',
      'conversion_event',
      'イベント',
      'イベント名',
      'イベント種別',
    ],
    required: true,
    choices: EVENT_NAMES,
    laterChoices: LATER_EVENT_NAMES,
    matchValues: EVENT_NAMES,
    clean: oneOf(EVENT_NAMES, 'event_name_unknown'),
    example: 'checkout',
  }),
  event('action_source', {
    likelyNames: LIKELY_NAMES.action_source,
    aliases: [
      ...[
        'absatzkanal',
        'bestellkanal',
        'bestellweg',
        '購入経路',
        '受注経路',
        'canal de distribution',
        'canal de compra',
        'チャンネル',
      ],
      ...['kanal', 'vertriebskanal', 'channel', 'canal', 'canal de vente', 'canal de venta', '販売チャネル'],
      ...['vertriebsweg', 'verkaufsweg', 'sales_channel', 'sold_via', 'platform', '販売経路', '注文経路', 'plateforme'],
      'conversion_source',
      'event_source',
      'source_type',
      'チャネル',
    ],
    required: true,
    choices: ACTION_SOURCES,
    matchValues: ACTION_SOURCES,
    clean: oneOf(ACTION_SOURCES, 'action_source_unknown'),
    example: 'web',
  }),
  event('event_time', {
    likelyNames: LIKELY_NAMES.event_time,
    aliases: [
      ...[
        'belegdatum',
        'auftragsdatum',
        'verkaufsdatum',
        'transaktionsdatum',
        'date et heure',
        'date de vente',
        'fecha y hora',
        'fecha de venta',
        '日付',
        '取引日時',
        '取引日',
        '決済日時',
        '販売日時',
        '販売日',
        '売上日',
        '発生日時',
      ],
      ...[
        'datum',
        'zeitpunkt',
        'zeitstempel',
        'bestelldatum',
        'kaufdatum',
        'fecha',
        'fecha de pedido',
        'fecha de compra',
        'data do pedido',
        'data da compra',
        'date de commande',
        'date d’achat',
        'horodatage',
      ],
      ...['event_timestamp', 'timestamp', 'conversion_time', 'occurred_at', 'event_date', 'date', 'datetime'],
      ...[
        'order_date',
        'order_time',
        'order_datetime',
        'ordered_at',
        'created_at',
        'purchase_date',
        'transaction_date',
      ],
      ...['イベント日時', '注文日時', '注文日', '受注日時', '受注日', '購入日時', '購入日', '日時'],
    ],
    required: true,
    moment: true,
    type: 'integer',
    clean: eventTime,
    units: timeUnits,
    inTwoColumns: {
      completion: '12:00',
      first: [
        ...[
          'date',
          'event_date',
          'order_date',
          'purchase_date',
          'transaction_date',
          'datum',
          'bestelldatum',
          'kaufdatum',
        ],
        ...['注文日', '受注日', '購入日', 'fecha', 'fecha de pedido', 'fecha de compra', 'data do pedido'],
        ...['data da compra', 'date de commande', 'date d’achat'],
      ],
      second: [
        ...['time', 'order_time', 'purchase_time', 'transaction_time', 'uhrzeit', 'zeit', 'bestellzeit', 'kaufzeit'],
        ...['時刻', '注文時刻', '受注時刻', '購入時刻', '注文時間', 'hora', 'hora de pedido', 'hora de compra'],
        ...['hora do pedido', 'hora da compra', 'heure', 'heure de commande', 'heure d’achat'],
      ],
    },
    example: 'now',
  }),
  event('event_id', {
    aliases: [
      ...['ereignis id', 'id de evento', 'id do evento'],
      'conversion_id',
      'deduplication_id',
      'dedup_id',
      'transaction_id',
      'イベントID',
    ],
    required: true,
    unique: true,
    varies: true,
    alsoFrom: 'order_id',
    clean: eventId,
    example: 'order-10001',
  }),
  event('event_source_url', {
    aliases: ['url', 'page_url', 'source_url', 'landing_page', 'ページURL'],
    clean: webAddress,
    example: 'https://shop.example/thanks',
  }),
  event('opt_out', {
    likelyNames: LIKELY_NAMES.opt_out,
    aliases: ['optout', 'opted_out', 'tracking_opt_out', 'do_not_track', 'オプトアウト'],
    type: 'boolean',
    hasAmbiguousYes: true,
    isOppositeIn: isConsentName,
    clean: yesOrNo('opt_out_unreadable'),
    matchValues: YES_OR_NO,
    example: 'no',
  }),
  event('partner_name', { example: 'ss-example' }),
  event('app_id', { clean: itemId, example: '429047995' }),
  event('app_name', { example: 'Example Shop' }),
  event('app_version', { example: '7.9' }),
  event('device_brand', { example: 'Apple' }),
  event('device_carrier', { example: 'Example Mobile' }),
  event('device_model', { extra: true, example: 'iPhone 17' }),
  event('device_type', { example: 'iPhone' }),
  event('os_version', { aliases: ['operating_system_version'], example: '26.1' }),
  event('wifi', {
    type: 'boolean',
    clean: yesOrNo('boolean_unreadable'),
    matchValues: YES_OR_NO,
    example: 'yes',
  }),
  event('language', {
    aliases: ['lang', 'locale', '言語'],
    clean: language,
    matchValues: LANGUAGE_CODES,
    codeOf: 'language',
    example: 'en',
  }),

  hashed('em', {
    aliases: [
      ...[
        'e-mail-adresse',
        'e-mailadresse',
        'mailadresse',
        'courriel',
        'adresse e-mail',
        'adresse email',
        'correo',
        'correo electrónico',
        'endereço de e-mail',
      ],
      'email',
      'mail',
      'email_address',
      'mail_address',
      'user_email',
      'customer_email',
      ...['second_email', 'secondary_email', 'other_email', 'alternative_email', 'zweite e-mail'],
      'メールアドレス',
      'メール',
    ],
    varies: true,
    likelyNames: LIKELY_NAMES.em,
    clean: email,
    example: 'ada@mail.example',
  }),
  hashed('hashed_maids', {
    aliases: ['maid', 'idfa', 'gaid', 'advertising_id', 'mobile_ad_id'],
    varies: true,
    clean: advertisingId,
    example: 'eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b',
  }),
  user('client_ip_address', {
    aliases: ['ip', 'ip_address', 'client_ip', 'IPアドレス'],
    varies: true,
    clean: ipAddress,
    example: '192.0.2.17',
  }),
  user('client_user_agent', {
    aliases: ['user_agent', 'ua', 'browser'],
    likelyNames: LIKELY_NAMES.client_user_agent,
    clean: unlessPlaceholder,
    example: 'Mozilla/5.0 (X11; Linux x86_64)',
  }),
  hashed('ph', {
    aliases: [
      ...[
        'telefon',
        'telefonnummer',
        'rufnummer',
        'rufnr',
        'handynummer',
        'mobilnummer',
        'handy',
        'téléphone',
        'numéro de téléphone',
        'teléfono',
        'móvil',
        'telefone',
        'celular',
        '携帯番号',
        'tel no',
      ],
      'phone',
      'phone_number',
      'telephone',
      'tel',
      'mobile',
      'mobile_number',
      '電話番号',
      '電話',
      '携帯電話番号',
      '携帯電話',
    ],
    varies: true,
    likelyNames: LIKELY_NAMES.ph,
    clean: phone,
    units: phoneUnits,
    reads: ['country'],
    checkInRecord: checkPhoneOfCountry,
    example: '+1 202 555 0123',
  }),
  hashed('ge', {
    likelyNames: LIKELY_NAMES.ge,
    aliases: [
      ...['geschl'],
      ...['geschlecht', 'anrede', 'sexe', 'genre', 'civilité', 'género', 'sexo', 'gênero'],
      'gender',
      'sex',
      '性別',
    ],
    clean: gender,
    matchValues: GENDER_CODES,
    otherMeanings: { m: { beside: ['h', 'v'], unless: ['f', 'female', 'w'] } },
    example: 'f',
  }),
  hashed('db', {
    aliases: [
      ...['geburtsdatum', 'geburtstag', 'date de naissance', 'fecha de nacimiento', 'data de nascimento'],
      'dob',
      'birthday',
      'birth_date',
      'date_of_birth',
      '生年月日',
      '誕生日',
    ],
    likelyNames: LIKELY_NAMES.db,
    clean: birthDate,
    units: dayUnits,
    example: '1990-04-12',
  }),
  hashed('ln', {
    likelyNames: LIKELY_NAMES.ln,
    fromFullName: { part: 'family', columns: FULL_NAMES },
    aliases: [
      ...[
        'nachname',
        'familienname',
        'zuname',
        'nom de famille',
        'apellido',
        'apellidos',
        'sobrenome',
        'apelido',
        '氏',
      ],
      'last_name',
      'surname',
      'family_name',
      '姓',
      '苗字',
    ],
    clean: personName,
    example: 'Lovelace',
  }),
  hashed('fn', {
    likelyNames: LIKELY_NAMES.fn,
    fromFullName: { part: 'given', columns: FULL_NAMES },
    aliases: [
      ...['vorname', 'rufname', 'prénom', 'nombre de pila', 'primeiro nome', 'お名前（名）'],
      'first_name',
      'given_name',
      '名',
    ],
    clean: personName,
    example: 'Ada',
  }),
  hashed('ct', {
    likelyNames: LIKELY_NAMES.ct,
    aliases: [
      ...['ort', 'stadt', 'wohnort', 'ville', 'commune', 'ciudad', 'población', 'cidade', '市'],
      'city',
      'town',
      '市区町村',
      '市町村',
    ],
    clean: city,
    example: 'São Paulo',
  }),
  hashed('st', {
    likelyNames: LIKELY_NAMES.st,
    aliases: [
      // Without words for the prefectures of Japan and the departments of France, which have no two-letter codes.
      ...['bundesland', 'kanton', 'provincia', 'estado'],
      'state',
      'province',
      'region',
    ],
    clean: state,
    example: 'CA',
  }),
  hashed('zp', {
    aliases: [
      ...['plz', 'postleitzahl', 'code postal', 'código postal', 'codigo postal', 'cep'],
      'zip',
      'zip_code',
      'postal_code',
      'postcode',
      '郵便番号',
    ],
    likelyNames: LIKELY_NAMES.zp,
    clean: zip,
    reads: ['country'],
    checkInRecord: checkZipOfCountry,
    example: '94107',
  }),
  hashed('country', {
    aliases: [
      ...['land', 'ländercode', 'landeskennzeichen', 'pays', 'code pays', 'país', 'pais'],
      'country_code',
      'country_name',
      '国',
      '国名',
      '国コード',
    ],
    clean: country,
    matchValues: COUNTRY_CODES,
    codeOf: 'region',
    example: 'US',
  }),
  hashed('external_id', {
    varies: true,
    likelyNames: LIKELY_NAMES.external_id,
    aliases: [
      ...[
        'kundennummer',
        'kunden id',
        'kundennr',
        'numéro client',
        'id client',
        'número de cliente',
        'id de cliente',
        'número do cliente',
      ],
      'customer_id',
      'user_id',
      'crm_id',
      'loyalty_id',
      ...['customer_number', 'member_id', 'member_number', 'membership_id', 'mitgliedsnummer'],
      '顧客ID',
      '顧客番号',
      '会員ID',
      '会員番号',
    ],
    clean: externalId,
    example: 'customer-7',
  }),
  user('click_id', { varies: true, aliases: ['epik', '_epik'], clean: unlessPlaceholder, example: 'dj0yJnU9b2JDcFFH' }),
  user('partner_id', { clean: unlessPlaceholder, example: 'XY1234' }),

  custom('currency', {
    aliases: [...['währung', 'waehrung', 'devise', 'moneda', 'moeda'], 'currency_code', '通貨', '通貨コード'],
    likelyNames: LIKELY_NAMES.currency,
    clean: currency,
    matchValues: CURRENCY_CODES,
    codeOf: 'currency',
    example: 'USD',
  }),
  custom('value', {
    likelyNames: LIKELY_NAMES.value,
    aliases: [
      ...[
        'betrag brutto',
        'gesamtsumme',
        'endbetrag',
        'montant ttc',
        'total ttc',
        'importe total',
        'monto total',
        'grand total',
        'gross amount',
        '税込金額',
        '税込合計',
        '総額',
        '売上金額',
        '支払金額',
        'お支払い金額',
        '決済金額',
        '販売金額',
      ],
      ...[
        'betrag',
        'gesamtbetrag',
        'bestellwert',
        'summe',
        'umsatz',
        'warenwert',
        'montant',
        'montant total',
        'importe',
        'monto',
        'total del pedido',
        'valor',
        'valor total',
      ],
      ...['amount', 'total', 'total_price', 'total_amount', 'order_value', 'order_total', 'order_amount', 'revenue'],
      ...['金額', '合計', '合計金額', '注文金額', '購入金額', '売上'],
    ],
    type: 'decimal',
    clean: decimal,
    units: decimalUnits,
    example: '72.30',
  }),
  custom('content_ids', { aliases: ['content_id', 'product_ids'], shape: 'list', clean: itemId, example: 'sku-1' }),
  custom('content_name', { example: 'Autumn boots' }),
  custom('content_category', { example: 'shoes' }),
  custom('content_brand', { example: 'Example Brand' }),
  item('item_id', 'id', {
    aliases: [
      ...['artikelnummer', 'artikelnr', 'référence', 'referencia'],
      'product_id',
      'sku',
      '商品ID',
      '商品コード',
    ],
    clean: itemId,
    example: 'sku-1',
  }),
  item('item_price', 'item_price', {
    aliases: ['product_price', 'unit_price'],
    type: 'decimal',
    clean: decimal,
    units: decimalUnits,
    example: '36.15',
  }),
  item('item_quantity', 'quantity', {
    aliases: [...['menge', 'anzahl', 'quantité', 'cantidad', 'quantidade'], 'quantity', 'qty', '数量', '個数'],
    type: 'integer',
    clean: count,
    example: '2',
  }),
  item('item_name', 'item_name', { aliases: ['product_name', '商品名'], example: 'Boot' }),
  item('item_category', 'item_category', { aliases: ['product_category'], example: 'shoes' }),
  item('item_brand', 'item_brand', { aliases: ['product_brand'], example: 'Example Brand' }),
  custom('num_items', {
    aliases: ['number_of_items', 'item_count', 'total_quantity', 'positionen', 'stückzahl', '商品点数'],
    type: 'integer',
    clean: count,
    example: '2',
  }),
  custom('order_id', {
    varies: true,
    likelyNames: LIKELY_NAMES.order_id,
    aliases: [
      ...[
        'belegnummer',
        'belegnr',
        'vorgangsnummer',
        'bonnummer',
        'auftrag nr',
        '伝票番号',
        '取引番号',
        '取引ID',
        '購入番号',
        '受注ID',
        '注文No',
        '受注No',
        'レシート番号',
        'n° commande',
        'référence commande',
        'réf commande',
        'numéro de ticket',
        'numéro de transaction',
        'nº pedido',
        'id de pedido',
        'número de ticket',
        'id de transacción',
        'receipt_number',
        'receipt_no',
        'order_reference',
        'order_ref',
      ],
      ...[
        'bestellnummer',
        'bestellnr',
        'auftragsnummer',
        'auftragsnr',
        'numéro de commande',
        'n° de commande',
        'número de pedido',
        'nº de pedido',
        'número do pedido',
      ],
      'order_number',
      'order_no',
      'order',
      'transaction_id',
      '注文番号',
      '注文ID',
      '受注番号',
    ],
    clean: orderId,
    example: '10001',
  }),
  custom('search_string', { aliases: ['search_query', 'search_term', 'keyword'], example: 'boots' }),
  custom('opt_out_type', { clean: optOutType, example: 'LDP' }),
];

/** Frozen with every job: a body that may have been sent is never rebuilt under another version. */
export const RULES_VERSION = '10';
