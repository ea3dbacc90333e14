import { describe, expect, test } from 'vitest';
import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { fields } from './fields.ts';
import { MINIMAL_RECORD, NOW, prepareCells } from './rows.test-kit.ts';

/** What a valid record becomes with these cells added or replaced. */
function prepared(cells: Record<string, string>) {
  return prepareCells({ ...MINIMAL_RECORD, ...cells }, prepareEffects);
}

/** A record's issues, as `column code`. */
function issuesOf(cells: Record<string, string>): string[] {
  const { errors, warnings } = prepared(cells);
  return [...errors, ...warnings].map(({ column, field, code }) => `${column ?? field} ${code}`);
}

// Every hash below is a literal, made with sha256sum from the text in the comment after it, or copied from Pinterest's
// schema.
const EM = '23f775514d49ea5b80505b80c8cde4aa65a768cddca000d4ed89be1f4a452e94'; // some_one@mail.com
const EM_2 = '9b3a432e26d181078f631317b089245984f0fbf8c88de12f3022941565837559'; // another_one@gmail.com
const MAID = 'ba28ae65d651b0f7b896dddaf0f41e429c4998ee11d9242757201005065bb127'; // eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b
const US_PHONE = '980239b79aee5c456445907b92af495ac97767f6d9ac081ad3a564344ae7fb9a'; // 12025550123
const UK_PHONE = '40b5c38342a9c584ec707e8679b003f8c779c6aaa138c976ef94e049cc05208f'; // 447911123456
const ID_PHONE = 'f6f89f39c5cc71a275db3cc5e0c9e2079df58b5395440444c9f675a4b49db819'; // 8123456789
const F = '252f10c83610ebca1a059c0bae8255eba2f95be4d1d7bcfa89d7248a82d9f111'; // f
const M = '62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a'; // m
const N = '1b16b1df538ba12dc3f97edbb85caa7050d46c148134290feba80f8236c83db9'; // n
const BIRTH = '7922debdf748bfe62a80186f6ab384e889b2f4b54448655050b422ad6efea8cd'; // 19900412
const LEAP_DAY = '78958c155b420adeffb55186f1ff24a0cd544a1d9577e114e7793cc45f90ae01'; // 20000229
const LOVELACE = 'fb1e7ec987523d2cb9e022cec1d6ae7c99dc46edfae4fe51254025fe4bea571f'; // lovelace
const ADA = 'fdee430d40bd57deeac186cd9790033d0f06f909a8806e7ce6e717ab7c7d5029'; // ada
const SAO_PAULO = '3eda1428ae1aece064071f8d40f08fe2bc59ffa66c171a163caf15122ec4d7f0'; // sãopaulo
const CA = '6959097001d10501ac7d54c0bdb8db61420f658f2922cc26e46d536119a31126'; // ca
const ZIP = 'c884a209ebe08750a7d13db63bd02233b375bd79786cbe329ab11586cc35dead'; // 94107
const US = '79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621'; // us
const CUSTOMER = 'acade5fe58d0b5a805a02b8b3a546d8edd170eb78b8ec7b2cbfe0b9ebef2e6e1'; // customer-7

/** Column, cell, path in the event, and expected value. */
const EVERY_FIELD: readonly (readonly [string, string, string, unknown])[] = [
  ['event_name', 'checkout', 'event_name', 'checkout'],
  ['action_source', 'web', 'action_source', 'web'],
  ['event_time', '1760000000', 'event_time', 1760000000],
  ['event_id', 'eventId0001', 'event_id', 'eventId0001'],
  ['event_source_url', 'https://Shop.example/A?b=C', 'event_source_url', 'https://Shop.example/A?b=C'],
  ['opt_out', 'YES', 'opt_out', true],
  ['partner_name', 'ss-partnername', 'partner_name', 'ss-partnername'],
  ['app_id', '429047995', 'app_id', '429047995'],
  ['app_name', 'Pinterest', 'app_name', 'Pinterest'],
  ['app_version', '7.90', 'app_version', '7.90'],
  ['device_brand', 'Apple', 'device_brand', 'Apple'],
  ['device_carrier', 'T-Mobile', 'device_carrier', 'T-Mobile'],
  ['device_model', 'iPhone X', 'device_model', 'iPhone X'],
  ['device_type', 'iPhone', 'device_type', 'iPhone'],
  ['os_version', '12.1.4', 'os_version', '12.1.4'],
  ['wifi', '0', 'wifi', false],
  ['language', 'EN', 'language', 'en'],
  ['em', ' Some_One@Mail.com ', 'user_data.em', [EM]],
  ['hashed_maids', 'EB9F4A2C-6D1E-4F0B-9A55-3C1D2E4F5A6B', 'user_data.hashed_maids', [MAID]],
  ['client_ip_address', '216.3.128.12', 'user_data.client_ip_address', '216.3.128.12'],
  ['client_user_agent', 'Mozilla/5.0 (X11)', 'user_data.client_user_agent', 'Mozilla/5.0 (X11)'],
  ['ph', '+1 (202) 555-0123', 'user_data.ph', [US_PHONE]],
  ['ge', 'F', 'user_data.ge', [F]],
  ['db', '1990-04-12', 'user_data.db', [BIRTH]],
  ['ln', 'LoveLace', 'user_data.ln', [LOVELACE]],
  ['fn', 'Ada', 'user_data.fn', [ADA]],
  ['ct', 'São Paulo', 'user_data.ct', [SAO_PAULO]],
  ['st', 'CA', 'user_data.st', [CA]],
  ['zp', '94107', 'user_data.zp', [ZIP]],
  ['country', 'US', 'user_data.country', [US]],
  ['external_id', 'Customer-7', 'user_data.external_id', [CUSTOMER]],
  ['click_id', 'dj0yJnU9b2JDcFFHekV4', 'user_data.click_id', 'dj0yJnU9b2JDcFFHekV4'],
  ['partner_id', 'BUJrTlRRzGJmWhRX', 'user_data.partner_id', 'BUJrTlRRzGJmWhRX'],
  ['currency', 'usd', 'custom_data.currency', 'USD'],
  ['value', '72.30', 'custom_data.value', '72.30'],
  ['content_ids', 'A-1,B-2', 'custom_data.content_ids', ['A-1,B-2']],
  ['content_name', 'Autumn Boots', 'custom_data.content_name', 'Autumn Boots'],
  ['content_category', 'Shoes', 'custom_data.content_category', 'Shoes'],
  ['content_brand', 'Pinterest-Brand', 'custom_data.content_brand', 'Pinterest-Brand'],
  ['item_id', 'Item 1', 'custom_data.contents', [{ id: 'Item 1' }]],
  ['item_price', '10.40', 'custom_data.contents', [{ item_price: '10.40' }]],
  ['item_quantity', '20', 'custom_data.contents', [{ quantity: 20 }]],
  ['item_name', 'Basket', 'custom_data.contents', [{ item_name: 'Basket' }]],
  ['item_category', 'cat ', 'custom_data.contents', [{ item_category: 'cat' }]],
  ['item_brand', 'Tiny', 'custom_data.contents', [{ item_brand: 'Tiny' }]],
  ['num_items', '5', 'custom_data.num_items', 5],
  ['order_id', 'My_Order_Id', 'custom_data.order_id', 'My_Order_Id'],
  ['search_string', 'Cook Book', 'custom_data.search_string', 'Cook Book'],
  ['opt_out_type', 'LDP', 'custom_data.opt_out_type', 'LDP'],
];

describe('every field', () => {
  test.each(EVERY_FIELD)('%s: %j goes to %s', (column, cell, place, expected) => {
    const { event, errors, warnings } = prepared({ [column]: cell });
    expect(event).toHaveProperty(place, expected);
    expect([...errors, ...warnings]).toEqual([]);
  });

  test('is in this table: the 48 of the documentation and device_model', () => {
    expect(EVERY_FIELD).toHaveLength(49);
    expect(fields.map(({ name }) => name)).toEqual(EVERY_FIELD.map(([name]) => name));
    expect(fields.filter(({ isUndocumented }) => isUndocumented).map(({ name }) => name)).toEqual(['device_model']);
  });

  test('is optional, except four', () => {
    const required = fields.filter((field) => field.isRequired).map(({ name }) => name);
    expect(required).toEqual(['event_name', 'action_source', 'event_time', 'event_id']);
  });

  test('is sent unhashed, except twelve', () => {
    const hashed = fields.filter((field) => field.isHashed).map(({ name }) => name);
    expect(hashed.join(' ')).toBe('em hashed_maids ph ge db ln fn ct st zp country external_id');
  });

  test.each(fields.map(({ name, shape }) => [name, shape]))(
    '%s_1 is a column of the field, unless the field takes a single value: %s',
    (name, shape) => {
      const record = { ...MINIMAL_RECORD, [`${name}_1`]: fields.find((field) => field.name === name)?.example ?? '' };
      const { event } = prepareCells(record, prepareEffects);
      if (shape === 'single') expect(event).toEqual(prepareCells(MINIMAL_RECORD, prepareEffects).event);
      else expect(event).not.toEqual(prepareCells(MINIMAL_RECORD, prepareEffects).event);
    },
  );

  test.each(fields.map(({ name, example }) => [name, example]))(
    '%s has an example without issues: %s',
    (name, example) => {
      expect(issuesOf({ [name]: example === 'now' ? String(NOW) : example })).toEqual([]);
    },
  );

  test('appears in the event in the order of the table', () => {
    const all = Object.fromEntries(EVERY_FIELD.map(([column, cell]) => [column, cell]));
    const { event } = prepareCells(Object.fromEntries(Object.entries(all).reverse()), prepareEffects);
    expect(JSON.stringify(event)).toBe(JSON.stringify(prepareCells(all, prepareEffects).event));
    expect(Object.keys(event).slice(0, 5)).toEqual([
      'event_name',
      'action_source',
      'event_time',
      'event_id',
      'event_source_url',
    ]);
  });
});

describe('the example of the documentation', () => {
  test('with the fewest fields becomes the documented event', () => {
    const cells = {
      event_name: 'add_to_cart',
      action_source: 'app_android',
      event_time: '2025-10-09 07:53:20.000 UTC',
    };
    expect(prepareCells({ ...cells, event_id: '801470028', em: 'some_one@mail.com' }, prepareEffects)).toEqual({
      event: {
        event_name: 'add_to_cart',
        action_source: 'app_android',
        event_time: 1759996400,
        event_id: '801470028',
        user_data: { em: [EM] },
      },
      errors: [],
      warnings: [],
    });
  });

  test('with arrays becomes the documented event', () => {
    const items = { item_id_1: 'item 1', item_price_1: '10.4', item_quantity_1: '20', item_name_2: 'basket' };
    const order = { em_1: 'another_one@gmail.com', order_id: 'or123', search_string: 'cook' };
    const { event } = prepared({ ...order, ...items, item_category_2: 'cat ', item_brand_2: 'tiny' });
    expect(event).toMatchObject({
      user_data: { em: [EM, EM_2] },
      custom_data: {
        order_id: 'or123',
        search_string: 'cook',
        contents: [
          { id: 'item 1', item_price: '10.4', quantity: 20 },
          { item_name: 'basket', item_category: 'cat', item_brand: 'tiny' },
        ],
      },
    });
  });
});

describe('event_name and action_source', () => {
  test.each(
    [
      'add_to_cart checkout custom lead page_visit search signup view_category watch_video',
      'add_payment_info add_to_wishlist app_install initiate_checkout subscribe view_content',
      'app_open contact customize_product find_location schedule start_trial submit_application',
    ].flatMap((names) => names.split(' ')),
  )('%s is an event name, in upper case, too', (name) => {
    expect(prepared({ event_name: name }).event).toMatchObject({ event_name: name });
    expect(prepared({ event_name: name.toUpperCase() }).event).toMatchObject({ event_name: name });
  });

  test.each(['purchase', 'add to cart', 'addtocart', 'my_event'])('%s is not an event name', (name) => {
    expect(issuesOf({ event_name: name })).toEqual(['event_name event_name_unknown']);
  });

  test.each(['app_android', 'app_ios', 'web', 'offline'])('%s is an action source, in upper case, too', (source) => {
    expect(prepared({ action_source: source.toUpperCase() }).event).toMatchObject({ action_source: source });
  });

  test.each(['app', 'Android', 'website', 'WİFİ'])('%s is not an action source', (source) => {
    expect(issuesOf({ action_source: source })).toEqual(['action_source action_source_unknown']);
  });
});

describe('hashed fields', () => {
  const ANY_HASH = '0123456789abcdef'.repeat(4);
  /** Hashes from Pinterest's schema, which must pass through unchanged. */
  const PINTEREST_HASHES: readonly (readonly [string, string])[] = [
    ['em', '411e44ce1261728ffd2c0686e44e3fffe413c0e2c5adc498bc7da883d476b9c8'],
    ['hashed_maids', '0192518eb84137ccfe82c8b6322d29631dae7e28ed9d0f6dd5f245d73a58c5f1'],
    ['ph', '45df139772a81b6011bdc1c9cc3d1cb408fc0b10ec0c5cb9d4d4e107f0ddc49d'],
    ['ge', '0d248e82c62c9386878327d491c762a002152d42ab2c391a31c44d9f62675ddf'],
    ['db', 'd4426a0086d10f12ad265539ae8d54221dc67786053d511407204b76e99d7739'],
    ['ln', '7e546b3aa43f989dd359672e6c3409d4f9d4e8f155ae1e9b90ee060985468c19'],
    ['fn', 'ec1e6a072231703f1bc41429052fff8c00a7e0c6aaec2e7107241ca8f3ceb6b2'],
    ['ct', '4ac01a129bfd10385c9278c2cf2c46fac5ab57350841234f587c8522a2e4ce36'],
    ['st', '49a6d05b8e4b516656e464271d9dd38d0a7e0142f7f49546f4dabd2720cafc34'],
    ['zp', 'fd5f56b40a79a385708428e7b32ab996a681080a166a2206e750eb4819186145'],
    ['country', '9b202ecbc6d45c6d8901d989a918878397a3eb9d00e8f48022fc051b19d21a1d'],
    ['external_id', '6a7a73766627eb611720883d5a11cc62b5bfee237b00a6658d78c50032ec4aee'],
  ];

  test.each(PINTEREST_HASHES)('%s passes a hash through, in upper case, too', (column, given) => {
    for (const cell of [given, given.toUpperCase(), ` ${given}\u00a0`]) {
      expect(prepared({ [column]: cell })).toMatchObject({ event: { user_data: { [column]: [given] } }, errors: [] });
    }
    expect(issuesOf({ [column]: ANY_HASH.toUpperCase() })).toEqual([]);
  });

  test.each(PINTEREST_HASHES.map(([column]) => [column]))('%s never sends the hash of an empty string', (column) => {
    const nothing = 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855';
    expect(issuesOf({ [column]: nothing })).toEqual([`${column} nothing_left`]);
    for (const missing of ['', '\u3000', '\\N'])
      expect(prepared({ [column]: missing }).event).not.toHaveProperty(`user_data.${column}.1`);
  });

  test("hashes Pinterest's example of a zip code as documented", () => {
    expect(prepared({ zp: '99999' }).event).toHaveProperty('user_data.zp', [
      'fd5f56b40a79a385708428e7b32ab996a681080a166a2206e750eb4819186145',
    ]);
  });

  test.each<[string, string, string]>([
    ['em', 'MARÍA@José.example', '47c78f41efae27e0146622a68f83008ef9ad2fa34acdc67d731dcf8b859fe9e5'], // maría@josé.example
    ['em', 'mari\u0301a@jose\u0301.example', '47c78f41efae27e0146622a68f83008ef9ad2fa34acdc67d731dcf8b859fe9e5'],
    ['hashed_maids', 'eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b', MAID],
    ['ph', '12025550123', US_PHONE],
    ['ph', '+1.202.555.0123', US_PHONE],
    ['ph', '001 202 555 0123', US_PHONE],
    ['ph', '0044 7911 123456', UK_PHONE],
    ['ph', '+44 7911 123456', UK_PHONE],
    ['ge', 'f', F],
    ['ge', 'Female', F],
    ['ge', 'M', M],
    ['ge', 'MALE', M],
    ['ge', 'n', N],
    ['ge', 'Non-Binary', N],
    ['db', '19900412', BIRTH],
    ['db', '1990/04/12', BIRTH],
    ['db', '2000-02-29', LEAP_DAY],
    ['ln', "O'BRIEN", '65b87174be3b1b122e2b0929f0b84888637d31a4a83bb96a860bcff411f5e668'], // o'brien
    ['ln', 'de la Cruz', '341a715580af4bbc3c3bff363245177e84fbc38c4a77d3047edeb6bee38495aa'], // de la cruz
    ['ln', '張', '976ce12569d90913f8ba87c88ef57142a26fe402a09e2c5cf0ae3c2a3a48dc99'], // 張
    ['fn', 'JOSÉ', 'd994e1d001886fe5b45b1267bd1fa2b752ac50742579bd3dad7b2a2aa0ed6866'], // josé
    ['fn', 'Jose\u0301', 'd994e1d001886fe5b45b1267bd1fa2b752ac50742579bd3dad7b2a2aa0ed6866'],
    ['fn', 'İrem', '69fc5e2bf65bf823c9ac42503a44cc0568e4bcbd163bffba59350a85131b06b5'], // i̇rem, with U+0307
    ['fn', 'IREM', '67276baba7ec35183293c7372a21d116448b49dbb858ec2c75a9ea0a5cccc237'], // irem
    ['fn', 'ırem', '98f4d182d46d05cb5ac376727b7c44d2cff2ed0b826881f5d4b1b0484eacaa8d'], // ırem
    ['fn', 'ΣΟΦΊΑ', 'f5fee6c7a990085dd9c50012611029974b4d28a2501c015c341d89096b980114'], // σοφία
    ['ct', 'sao paulo', '8f7f2f7ccd3f2898cf4850905346e8fb333d00aac1c974f8f37326e068cf7b1e'], // saopaulo
    ['ct', 'Sa\u0303o\u00a0Paulo', SAO_PAULO],
    ['ct', '東京', '130016b2599bf7e5978cae78e528c67f29aa47eaa2490ffedd729df334a2790c'], // 東京
    ['ct', "St. John's", '2019e98e51ffecdc3bfa8879524f5c7b8553b94a8bbb0d5fad3649f627dc0dba'], // stjohns
    ['ct', 'St-John’s', '2019e98e51ffecdc3bfa8879524f5c7b8553b94a8bbb0d5fad3649f627dc0dba'],
    ['ct', 'Paris 14', '5f819c0084efd0cc9d7ecbfa8ac7a273232f6a99b9c16810b2f028a4e2d9432f'], // paris14
    ['st', 'ny', '1b06e2003f8420d6fa42badd8f77ec0f706b976b7a48b13c567dc5a559681683'], // ny
    ['zp', '94107-1234', 'c711389868997b7f3f747e95fbce358e2ac994a8b4e838142a4e968c2cfc8b22'], // 941071234
    ['zp', '111 01', '4a01ae2c6a1801146dcb069e710f702f1292edfca9a9c302e7fe18d2eed0cea0'], // 11101
    ['country', 'jp', '9732c83e3e03fffde2ee65a9d826df8c4dd623c27fb92b952fe62a02f0726f87'], // jp
    ['country', 'Gb', '0b407281768f0e833afef47ed464b6571d01ca4d53c12ce5c51d1462f4ad6677'], // gb
    [
      'external_id',
      '5D41402ABC4B2A76B9719D911017C592',
      '4914e23374bb211e3dca0df7636fefffc7fedd94f1340ae81c7d6c07b7113e9b',
    ], // the ID in lower case
  ])('%s: %s is hashed by its rule', (column, cell, digest) => {
    const { event, errors, warnings } = prepared({ [column]: cell });
    expect(event).toHaveProperty(`user_data.${column}`, [digest]);
    expect([...errors, ...warnings]).toEqual([]);
  });

  test.each([
    ['ph', '0812 3456 789', ID_PHONE, 'ph_without_country_code'],
    ['fn', 'NULL', '74234e98afe7498fb5daf1f36ac2d78acc339464f950703b8c019892f982b90b', 'placeholder_hashed'], // null
    ['zp', 'SW1A 1AA', '4fc82b26aecb47d2868c4efbe3581732a3e7cbcc6c2efb32062c08170a05eeb8', 'not_a_us_zip'], // 11
    ['country', 'UK', '83116acf18e4dc4414762f584ff43d9979ff2c2b0e9e48fbc97b21e23d7004ec', 'country_unknown'], // uk
  ])('%s: %s is sent with a warning', (column, cell, digest, code) => {
    expect(prepared({ [column]: cell }).event).toHaveProperty(`user_data.${column}`, [digest]);
    expect(issuesOf({ [column]: cell })).toEqual([`${column} ${code}`]);
  });

  test.each([
    ['94107', 'US', []],
    ['94107-1234', 'us', []],
    ['941071234', 'US', []],
    ['941071', 'US', ['zp_not_of_country']],
    ['94107-10001', 'US', ['zp_not_of_country']],
    ['94107-10001', '', []],
    ['11936-12345', 'IR', []],
    ['2139', 'US', ['zp_zeros_lost']],
    ['150', 'NO', ['zp_zeros_lost']],
    ['800', 'DK', ['zp_zeros_lost']],
    ['100', 'KE', ['zp_zeros_lost']],
    ['2139.0', 'US', ['zp_zeros_lost']],
    ['600001.0', 'JP', ['zp_zeros_lost']],
    ['94107.0', 'US', []],
    ['4538-133', 'BR', ['zp_zeros_lost']],
    ['21394307', 'US', ['zp_zeros_lost']],
    ['D-1067', 'DE', ['zp_zeros_lost', 'not_a_us_zip']],
    ['D-01067', 'DE', ['not_a_us_zip']],
    ['CA 94107', 'US', ['not_a_us_zip']],
    ['1067 Dresden', 'DE', ['zp_not_of_country', 'not_a_us_zip']],
    ['A15E3B2', 'KZ', ['not_a_us_zip']],
    ['SW1A 1AA', 'US', ['zp_not_of_country', 'not_a_us_zip']],
    ['SW1A 1AA', 'GB', ['not_a_us_zip']],
    ['150-00001', 'JP', ['zp_not_of_country']],
    ['0-001', 'PL', ['zp_not_of_country']],
    ['75001', 'FR', []],
    ['750011', 'FR', ['zp_not_of_country']],
    ['75001-0', 'FR', ['zp_not_of_country']],
    ['01310-100', 'BR', []],
    ['0131-100', 'BR', ['zp_not_of_country']],
    ['〒530-0001', 'JP', []],
    ['135-080', 'KR', []],
    ['06164', 'KR', []],
    ['111011', 'RS', []],
    ['12345-6789', 'SA', []],
    ['10115', 'CH', ['zp_not_of_country']],
    // Countries whose zip codes differ in length or have letters; a country that is not given by its code, and none.
    ['100', 'TW', []],
    ['1012', 'NL', []],
    ['94107', 'USA', ['country_not_two_letters']],
    ['941071', '', []],
    // Values that already have a problem, a hash, and a list.
    ['1-2', 'US', ['zp_wrong_length']],
    ['941**', 'US', ['zp_malformed']],
    ['a1'.repeat(32), 'US', []],
    ['["94107"]', 'US', []],
  ])('the zip code %s in %s has the issues %j', (zp, country, codes) => {
    expect(issuesOf({ zp, country }).map((issue) => issue.split(' ')[1])).toEqual(codes);
  });

  test.each([
    ['CA', 'US', []],
    ['ny', 'us', []],
    ['AE', 'US', []], // armed forces
    ['ON', 'US', ['st_not_of_country']],
    ['QQ', 'us', ['st_not_of_country']],
    ['ON', 'CA', []],
    ['CA', 'CA', ['st_not_of_country']],
    ['SP', 'BR', []],
    ['QQ', 'BR', ['st_not_of_country']],
    ['QQ', 'DE', []],
    ['QQ', '', []],
    ['XX', 'US', ['placeholder_dropped']],
    ['California', 'US', ['st_not_two_letters']],
    ['a1'.repeat(32), 'US', []],
  ])('the state %s in %s has the issues %j', (st, country, codes) => {
    expect(issuesOf({ st, country }).map((issue) => issue.split(' ')[1])).toEqual(codes);
  });
});

describe('values that are invalid', () => {
  const MD5 = '5d41402abc4b2a76b9719d911017c592';
  const SHA1 = 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d';
  test.each([
    ['em', MD5, 'em_other_hash'],
    ['em', SHA1.toUpperCase(), 'em_other_hash'],
    ['em', 'a'.repeat(63), 'em_other_hash'],
    ['em', 'a'.repeat(65), 'em_other_hash'],
    ['em', 'some_one', 'em_malformed'],
    ['em', 'some_one@mail', 'em_malformed'],
    ['em', 'some.one@mail', 'em_malformed'],
    ['em', '@mail.com', 'em_malformed'],
    ['em', 'some_one@', 'em_malformed'],
    ['em', 'a@b@c.d', 'em_malformed'],
    ['em', 'some one@mail.com', 'em_malformed'],
    ['em', 'a@b.c, d@e.f', 'em_malformed'],
    ['em', 'NULL', 'em_malformed'],
    ['em_1', MD5, 'em_other_hash'],
    ['ph', 'n/a', 'nothing_left'],
    ['ph', '+', 'nothing_left'],
    ['ph', '0000', 'nothing_left'],
    ['ph', '+81 90 １２３４ 5678', 'digits_not_plain'],
    ['ph', '٠٩٠ 1234', 'digits_not_plain'],
    ['zp', '9４107', 'digits_not_plain'],
    ['ge', 'x', 'ge_unknown'],
    ['ge', 'woman', 'ge_unknown'],
    ['db', '1990-4-12', 'db_unreadable'],
    ['db', '03/04/1990', 'db_unreadable'],
    ['db', '12.04.1990', 'db_unreadable'],
    ['db', '1990-04/12', 'db_unreadable'],
    ['db', '199004-12', 'db_unreadable'],
    ['db', '1990-02-29', 'db_unreadable'],
    ['db', '1990-02-31', 'db_unreadable'],
    ['db', '1990-13-01', 'db_unreadable'],
    ['db', '1990-00-01', 'db_unreadable'],
    ['db', '1990-01-00', 'db_unreadable'],
    ['db', '1990', 'db_unreadable'],
    ['db', '1990-04-12 00:00:00', 'db_unreadable'],
    ['st', 'California', 'st_not_two_letters'],
    ['st', 'C4', 'st_not_two_letters'],
    ['st', 'Ñu', 'st_not_two_letters'],
    ['zp', 'n/a', 'nothing_left'],
    ['zp', 'ABC', 'nothing_left'],
    ['country', 'USA', 'country_not_two_letters'],
    ['country', 'Japan', 'country_not_two_letters'],
    ['country', '日本', 'country_not_two_letters'],
    ['client_ip_address', '216.3.128', 'client_ip_address_malformed'],
    ['client_ip_address', '216.3.128.256', 'client_ip_address_malformed'],
    ['client_ip_address', '216.3.128.12:80', 'client_ip_address_malformed'],
    ['client_ip_address', '2001:db8::1::2', 'client_ip_address_malformed'],
    ['language', 'english', 'language_unknown'],
    ['language', 'en-US', 'language_unknown'],
    ['language', 'qq', 'language_unknown'],
    ['currency', 'dollar', 'currency_unknown'],
    ['currency', '$', 'currency_unknown'],
    ['currency', 'ABC', 'currency_unknown'],
    ['opt_out', 'maybe', 'opt_out_unreadable'],
    ['wifi', '2', 'boolean_unreadable'],
    ['value', 'free', 'decimal_unreadable'],
    ['value', '1,234.50', 'decimal_unreadable'],
    ['value', '1e3', 'decimal_unreadable'],
    ['item_price_2', '$5', 'decimal_unreadable'],
    ['item_quantity_1', '1.5', 'integer_unreadable'],
    ['item_quantity', '9007199254740992', 'integer_too_large'],
    ['num_items', '18446744073709551616', 'integer_too_large'],
    ['num_items', 'two', 'integer_unreadable'],
  ])('%s: %s', (column, cell, code) => {
    expect(issuesOf({ [column]: cell })).toEqual([`${column} ${code}`]);
  });

  test.each(['event_name', 'action_source', 'event_time', 'event_id'])('%s is required', (column) => {
    for (const missing of ['', ' ', '\\N'])
      expect(issuesOf({ [column]: missing })).toEqual([`${column} required_missing`]);
  });

  test('a long text that is nearly an email address is found invalid without slow backtracking', () => {
    expect(issuesOf({ em: `a@${'.'.repeat(200_000)} b` })).toEqual(['em em_malformed']);
    expect(issuesOf({ em: `${'a.'.repeat(100_000)}@b@c` })).toEqual(['em em_malformed']);
  });
});

describe('values that are valid', () => {
  test.each<[string, string, string, unknown]>([
    ['client_ip_address', '2001:DB8::1', 'user_data.client_ip_address', '2001:DB8::1'],
    ['value', '-5', 'custom_data.value', '-5'],
    ['value', '.50', 'custom_data.value', '.50'],
    ['num_items', '9007199254740991', 'custom_data.num_items', 9007199254740991],
    ['num_items', '20.0', 'custom_data.num_items', 20],
    ['content_ids', '["B", "A", "B", ""]', 'custom_data.content_ids', ['B', 'A']],
    ['content_ids', 'null', 'custom_data.content_ids', ['null']],
    ['event_id', '0x0', 'event_id', '0x0'],
    ['order_id', '00123', 'custom_data.order_id', '00123'],
    ['search_string', '\u00a0Café\u0301 \u3000', 'custom_data.search_string', 'Café\u0301'],
    ['opt_out', 'f', 'opt_out', false],
    ['wifi', 'Yes', 'wifi', true],
  ])('%s: %s', (column, cell, place, expected) => {
    const { event, errors } = prepared({ [column]: cell });
    expect(errors).toEqual([]);
    expect(event).toHaveProperty(place, expected);
  });

  test.each(['ldp', 'LDP,CCPA', 'none', 'LDP,'])('opt_out_type %s is sent with a warning', (cell) => {
    expect(prepared({ opt_out_type: cell }).event).toHaveProperty('custom_data.opt_out_type', cell);
    expect(issuesOf({ opt_out_type: cell })).toEqual(['opt_out_type opt_out_type_ignored']);
  });

  test('several email addresses in one cell are sent once each', () => {
    const cell = '["some_one@mail.com", "ANOTHER_ONE@gmail.com", " Some_One@mail.com "]';
    expect(prepared({ em: cell, em_3: EM }).event).toHaveProperty('user_data.em', [EM, EM_2]);
  });
});

describe('an identifier', () => {
  const { em: _, ...WITHOUT } = MINIMAL_RECORD;
  const IP = { client_ip_address: '216.3.128.12' };
  const AGENT = { client_user_agent: 'Mozilla/5.0' };
  const BAD_IP = { client_ip_address: 'here' };
  const MISSING = 'user_data user_data_missing';

  test.each<[string, Record<string, string>, string[]]>([
    ['em', { em: 'some_one@mail.com' }, []],
    ['em_7', { em_7: 'some_one@mail.com' }, []],
    ['hashed_maids', { hashed_maids: 'EB9F4A2C-6D1E-4F0B-9A55-3C1D2E4F5A6B' }, []],
    ['a malformed hashed_maids alone', { hashed_maids: 'abc' }, ['hashed_maids maid_malformed']],
    ['zeros for hashed_maids', { hashed_maids: '00000000-0000-0000-0000-000000000000' }, [MISSING]],
    ['zeros next to a mobile ad ID', { hashed_maids: '0'.repeat(32), hashed_maids_1: MAID }, []],
    ['an unspecified IP address with user agent', { client_ip_address: '0.0.0.0', ...AGENT }, [MISSING]],
    ['an IP address with a placeholder as user agent', { ...IP, client_user_agent: 'null' }, [MISSING]],
    ['an IP address with user agent', { ...IP, ...AGENT }, []],
    ['no identifier', {}, [MISSING]],
    ['only blanks', { em: ' ', hashed_maids: '\\N', ...IP, client_user_agent: '' }, [MISSING]],
    ['an empty array', { em: '[]' }, [MISSING]],
    ['an IP address alone', IP, [MISSING]],
    ['a user agent alone', AGENT, [MISSING]],
    ['ph and external_id alone', { ph: '+12025550123', external_id: 'x' }, [MISSING]],
    ['a malformed em alone', { em: 'x' }, ['em em_malformed']],
    ['a malformed em_2 alone', { em_2: 'x' }, ['em_2 em_malformed']],
    [
      'a malformed IP address with user agent',
      { ...BAD_IP, ...AGENT },
      ['client_ip_address client_ip_address_malformed'],
    ],
    ['a malformed IP address without user agent', BAD_IP, ['client_ip_address client_ip_address_malformed', MISSING]],
    [
      'two malformed identifiers',
      { em: 'x', ...BAD_IP },
      ['em em_malformed', 'client_ip_address client_ip_address_malformed'],
    ],
    ['a malformed em next to a valid one', { em: 'x', em_1: 'some_one@mail.com' }, ['em em_malformed']],
    ['no identifier, and an invalid gender', { ge: 'x' }, ['ge ge_unknown', MISSING]],
  ])('is found or reported as missing: %s', (_, cells, expected) => {
    const { errors } = prepareCells({ ...WITHOUT, ...cells }, prepareEffects);
    expect(errors.map(({ column, field, code }) => `${column ?? field} ${code}`)).toEqual(expected);
  });

  test('that is missing is reported on user_data, not on a column', () => {
    expect(prepareCells(WITHOUT, prepareEffects).errors).toEqual([
      { severity: 'error', code: 'user_data_missing', column: null, field: 'user_data' },
    ]);
  });
});
