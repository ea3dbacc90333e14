/**
 * The body of events/create as Pinterest publishes it (github.com/pinterest/api-description, v5.23.0, MIT), as JSON
 * Schema. It is not derived from the field table: a sandbox built from the table would repeat every mistake in it.
 */

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const nullableText = { type: ['string', 'null'] };
const yesOrNo = { type: 'boolean' };
const int64 = { type: 'integer', minimum: -(2 ** 63), exclusiveMaximum: 2 ** 63 };

const MAX_EVENTS = 1000;

function upTo(maxLength: number) {
  return { type: 'string', maxLength };
}

function between(minimum: number, maximum: number) {
  return { type: 'integer', minimum, maximum };
}

function enumOf(...values: string[]) {
  return { type: 'string', enum: values };
}

function closedObject(properties: Record<string, object>, required: readonly string[] = []) {
  return { type: 'object', additionalProperties: false, properties, required };
}

const pixels = between(0, 30_720);
const megabytes = between(0, 1_048_576);

const appInfo = closedObject({
  app_id: upTo(200),
  app_name: upTo(200),
  app_package_name: upTo(200),
  app_store: upTo(100),
  app_version: upTo(100),
  install_time: { type: 'integer', minimum: 0 },
  user_agent: upTo(16_384),
  window_height: pixels,
  window_width: pixels,
});

const deviceInfo = closedObject({
  battery_level: between(0, 100),
  brand: upTo(100),
  carrier: upTo(100),
  cpu_cores: between(0, 1152),
  external_storage_free_space: megabytes,
  external_storage_size: megabytes,
  form_factor: enumOf('desktop', 'laptop', 'cellphone', 'tablet', 'smartwatch', 'tv', 'vr', 'console', 'other'),
  kernel_version: upTo(100),
  languages: { ...texts, maxItems: 100 },
  locale: upTo(35),
  model: upTo(100),
  network_type: enumOf(
    'wifi',
    'cellular_2g',
    'cellular_3g',
    'cellular_4g',
    'cellular_5g',
    'cellular_6g',
    'ethernet',
    'unknown',
  ),
  os_family: enumOf('ios', 'android', 'macos', 'windows', 'linux', 'bsd', 'other'),
  os_name: upTo(100),
  os_release_name: upTo(100),
  os_version: upTo(100),
  screen_density: between(0, 100_000),
  screen_height: pixels,
  screen_width: pixels,
  storage_free_space: megabytes,
  storage_size: megabytes,
  timezone: upTo(40),
  timezone_abbr: upTo(5),
  type: upTo(100),
});

/** Fields of user_data that must be lists of SHA-256 hashes; the published shape only requires strings. */
export const HASHED_FIELDS = [
  'em',
  'hashed_maids',
  'ph',
  'ge',
  'db',
  'ln',
  'fn',
  'ct',
  'st',
  'zp',
  'country',
  'external_id',
] as const;

/** The only object that is not closed in the published shape: its unknown keys are ignored silently. */
const userData = {
  type: 'object',
  properties: {
    ...Object.fromEntries(HASHED_FIELDS.map((field) => [field, texts])),
    client_ip_address: text,
    client_user_agent: text,
    click_id: nullableText,
    partner_id: nullableText,
  },
  anyOf: [
    { required: ['em'] },
    { required: ['hashed_maids'] },
    { required: ['client_ip_address', 'client_user_agent'] },
  ],
};

const content = closedObject({
  id: text,
  item_brand: text,
  item_category: text,
  item_name: text,
  item_price: text,
  quantity: int64,
});

const customData = closedObject({
  content_brand: nullableText,
  content_category: nullableText,
  content_ids: texts,
  content_name: nullableText,
  contents: { type: 'array', items: content },
  currency: nullableText,
  external_measurement_id: nullableText,
  external_measurement_vendor_id: { type: ['integer', 'null'] },
  np: nullableText,
  num_items: int64,
  opt_out_type: nullableText,
  order_id: nullableText,
  predicted_ltv: nullableText,
  search_string: nullableText,
  value: nullableText,
});

const event = closedObject(
  {
    action_source: text,
    app_id: nullableText,
    app_info: appInfo,
    app_name: nullableText,
    app_version: nullableText,
    custom_data: customData,
    device_brand: nullableText,
    device_carrier: nullableText,
    device_info: deviceInfo,
    device_model: nullableText,
    device_type: nullableText,
    event_id: text,
    event_name: text,
    event_source_url: nullableText,
    event_time: int64,
    language: nullableText,
    opt_out: yesOrNo,
    os_version: nullableText,
    partner_name: nullableText,
    user_data: userData,
    wifi: yesOrNo,
  },
  ['event_name', 'action_source', 'event_time', 'user_data', 'event_id'],
);

export const publishedShape = closedObject(
  { data: { type: 'array', items: event, minItems: 1, maxItems: MAX_EVENTS } },
  ['data'],
);
