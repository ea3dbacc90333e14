import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { listSettings, readEnv, SettingsError } from './env.ts';
import { SECRET_SETTINGS } from './secret-files.ts';

const checkout = resolve(import.meta.dirname, '..');

describe('readEnv', () => {
  test('needs no variable', () => {
    const env = readEnv({});
    expect(env).toMatchObject({ port: 3000, host: '127.0.0.1', maxEventsPerCall: 1000, callsPerMinute: 5000 });
    expect(env.dataDir).toBe(resolve(checkout, 'data'));
    expect(env.keyFile).toBe(resolve(checkout, 'data/keys/token.key'));
    expect(env.apiBaseUrls).toEqual({ pinterest_conversion: 'https://api.pinterest.com' });
    expect(Object.isFrozen(env)).toBe(true);
  });

  test('reads variables that are set; an empty variable counts as not set', () => {
    const env = readEnv({ PINTD_DATA_DIR: '/srv/d', PORT: '0', HOST: '::1', PINTD_LOG_LEVEL: '', UNRELATED: 'x' });
    expect(env).toMatchObject({ dataDir: '/srv/d', keyFile: '/srv/d/keys/token.key', port: 0, host: '::1' });
    expect(env.logLevel).toBe('info');
    const { smtpPrivateHosts } = readEnv({ PINTD_SMTP_PRIVATE_HOSTS: 'Mail.internal,10.0.0.5,' });
    expect(smtpPrivateHosts).toEqual(['mail.internal', '10.0.0.5']);
    expect(readEnv({ PINTEREST_API_BASE_URL: 'http://127.0.0.1:9999/' }).apiBaseUrls).toEqual({
      pinterest_conversion: 'http://127.0.0.1:9999',
    });
  });

  test.each([
    ['PORT', '65536', 'from 0 to 65535'],
    ['PORT', '3e3', 'digits only'],
    ['PORT', '-1', 'digits only'],
    ['HOST', '0.0.0.0', 'PINTD_PUBLIC_URL is set'],
    ['HOST', '127.0.0.1.example.com', 'an IP address'],
    ['PINTD_MAX_EVENTS_PER_CALL', '1001', 'from 1 to 1000'],
    ['PINTD_CALLS_PER_MINUTE', '1', 'from 2 to'],
    ['PINTD_LOG_LEVEL', 'loud', 'fatal, error'],
    ['PINTEREST_API_BASE_URL', 'api.pinterest.com', 'must be a URL'],
    ['PINTEREST_API_BASE_URL', 'http://api.pinterest.com', 'https://'],
    ['PINTEREST_API_BASE_URL', 'http://localhost.example.com', 'https://'],
    ['PINTEREST_API_BASE_URL', 'file:///etc/passwd', 'https://'],
  ])('refuses %s=%s', (name, text, reason) => {
    expect(() => readEnv({ [name]: text })).toThrow(SettingsError);
    expect(() => readEnv({ [name]: text })).toThrow(reason);
    expect(() => readEnv({ [name]: text })).toThrow(`${name} must`);
    expect(() => readEnv({ [name]: text })).toThrow(JSON.stringify(text));
  });

  test.each(['https://me:pass-word@api.pinterest.com', 'https://api.pinterest.com/?key=pass-word'])(
    'does not repeat %s',
    (text) => {
      expect(() => readEnv({ PINTEREST_API_BASE_URL: text })).toThrow('must not contain');
      expect(() => readEnv({ PINTEREST_API_BASE_URL: text })).not.toThrow(/pass-word/);
    },
  );

  test.each(['mysql://host/database', 'host=database user=console password=pass-word'])(
    'refuses DATABASE_URL=%s, and does not repeat it',
    (text) => {
      expect(() => readEnv({ DATABASE_URL: text })).toThrow('must be a URL that begins with postgresql://');
      expect(() => readEnv({ DATABASE_URL: text })).not.toThrow(text);
    },
  );

  describe('lets other machines reach the console', () => {
    const tls = { PINTD_TLS_CERT_FILE: '/c.pem', PINTD_TLS_KEY_FILE: '/k.pem' };
    const url = { PINTD_PUBLIC_URL: 'https://console.example.com' };
    const proxy = { PINTD_TRUSTED_PROXIES: '10.0.0.5, 192.168.0.0/16,fd00::/8' };

    test.each<[string, Record<string, string>]>([
      ['over its own TLS', { HOST: '0.0.0.0', ...url, ...tls }],
      ['through a proxy', { HOST: '10.0.0.1', ...url, ...proxy }],
      ['through a proxy on the same machine', { ...url, PINTD_TRUSTED_PROXIES: '127.0.0.1' }],
      ['over TLS and through a proxy', { HOST: '::', ...url, ...tls, ...proxy }],
    ])('%s', (_, given) => {
      expect(readEnv(given)).toMatchObject({ publicUrl: 'https://console.example.com' });
    });

    test.each<[string, Record<string, string>, string]>([
      ['without anything', { HOST: '0.0.0.0' }, 'HOST must be a loopback address'],
      ['without a public URL', { HOST: '0.0.0.0', ...tls }, 'HOST must be a loopback address'],
      ['without TLS', { HOST: '10.0.0.1', ...url }, 'HOST must be a loopback address'],
      ['on a loopback address without TLS', url, 'PINTD_PUBLIC_URL must be set with PINTD_TLS_CERT_FILE'],
      [
        'through a proxy without a public URL',
        { HOST: '::', ...proxy },
        'PINTD_PUBLIC_URL must be set with PINTD_TRUSTED',
      ],
      ['without the private key', { PINTD_TLS_CERT_FILE: '/c.pem' }, 'PINTD_TLS_KEY_FILE must be set'],
      ['without the certificate', { PINTD_TLS_KEY_FILE: '/k.pem' }, 'PINTD_TLS_CERT_FILE must be set'],
      ['if every address is a proxy', { ...url, PINTD_TRUSTED_PROXIES: '0.0.0.0/0' }, 'not all of the internet'],
      [
        'if every IPv4 address is a proxy',
        { ...url, PINTD_TRUSTED_PROXIES: '::ffff:0.0.0.0/96' },
        'not all of the internet',
      ],
      [
        'through a network of IPv4 and IPv6',
        { ...url, PINTD_TRUSTED_PROXIES: '::ffff:0.0.0.0/90' },
        'addresses or networks',
      ],
      ['through a proxy given by name', { ...url, PINTD_TRUSTED_PROXIES: 'nginx' }, 'addresses or networks'],
      [
        'through a proxy with an incomplete address',
        { ...url, PINTD_TRUSTED_PROXIES: '10.1' },
        'addresses or networks',
      ],
      ['over HTTP', { ...proxy, PINTD_PUBLIC_URL: 'http://console.example.com' }, 'must be https://'],
      ['under a path', { ...proxy, PINTD_PUBLIC_URL: 'https://example.com/console' }, 'must be https://'],
    ])('not %s', (_, given, reason) => {
      expect(() => readEnv(given)).toThrow(reason);
    });
  });

  test.each([
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
    ['::ffff:a00:0/104', '10.0.0.0/8'],
    ['::ffff:10.0.0.5', '::ffff:10.0.0.5'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['fd00::/8', 'fd00::/8'],
  ])(
    'reads the trusted proxies %s as %s: a network of mapped addresses becomes the IPv4 network of the clients',
    (text, network) => {
      const given = { PINTD_PUBLIC_URL: 'https://console.example.com', PINTD_TRUSTED_PROXIES: text };
      expect(readEnv(given)).toMatchObject({ trustedProxies: [network] });
    },
  );

  const trino = { PINTD_TRINO_URL: 'https://trino.example/', PINTD_TRINO_USER: 'ro', PINTD_TRINO_CATALOG: 'lake' };

  test('reads the settings of a Trino server, which needs a user and a catalog', () => {
    expect(readEnv({}).trino).toBeUndefined();
    expect(readEnv({ ...trino, PINTD_TRINO_SCHEMAS: 'shop,ads,', PINTD_TRINO_DIALECT: 'presto' }).trino).toEqual({
      url: 'https://trino.example',
      user: 'ro',
      password: undefined,
      token: undefined,
      catalog: 'lake',
      schemas: ['shop', 'ads'],
      dialect: 'presto',
    });
    expect(() => readEnv({ PINTD_TRINO_URL: trino.PINTD_TRINO_URL })).toThrow(
      /PINTD_TRINO_USER must be set.*not set\.\nPINTD_TRINO_CATALOG must be set/,
    );
  });

  test.each([
    ['http://trino.example', {}, 'https://'],
    ['https://ro:pass-word@trino.example', {}, 'must not contain'],
    ['https://trino.example', { PINTD_TRINO_USER: 'a:b', PINTD_TRINO_PASSWORD: 'pass-word' }, 'colon'],
    ['https://trino.example', { PINTD_TRINO_TOKEN: 'pass-word', PINTD_TRINO_PASSWORD: 'pass-word' }, 'must not be set'],
    ['https://trino.example', { PINTD_TRINO_TOKEN: 'two words of a pass-word' }, 'without spaces'],
  ])('refuses a Trino server at %s with %j, and repeats no secret', (PINTD_TRINO_URL, more, reason) => {
    expect(() => readEnv({ ...trino, PINTD_TRINO_URL, ...more })).toThrow(reason);
    expect(() => readEnv({ ...trino, PINTD_TRINO_URL, ...more })).not.toThrow(/pass-word/);
  });

  const sso = {
    PINTD_OIDC_ISSUER: 'https://id.example/realms/Shop',
    PINTD_OIDC_CLIENT_ID: 'console',
    PINTD_OIDC_CLIENT_SECRET: 'pass-word',
  };

  test('reads the settings of an identity provider, which needs an issuer, a client ID and a secret', () => {
    expect(readEnv({}).sso).toBeUndefined();
    expect(readEnv(sso).sso).toEqual({
      issuer: sso.PINTD_OIDC_ISSUER,
      clientId: 'console',
      clientSecret: 'pass-word',
      name: 'id.example',
      scopes: 'openid email profile',
      groupsClaim: 'groups',
      roles: [],
      defaultRole: undefined,
    });
    expect(readEnv({ ...sso, PINTD_OIDC_ISSUER: 'https://id.example/o/shop/' }).sso?.issuer).toMatch(/shop\/$/);
    expect(readEnv({ ...sso, PINTD_OIDC_ISSUER: 'http://[::1]:8080' }).sso?.issuer).toBe('http://[::1]:8080/');
    const roles = {
      PINTD_OIDC_ROLES: ' a=b=admin, /shop/Marketing =operator,x=viewer',
      PINTD_OIDC_DEFAULT_ROLE: 'viewer',
    };
    expect(readEnv({ ...sso, ...roles, PINTD_OIDC_NAME: 'Shop ID' }).sso).toMatchObject({
      name: 'Shop ID',
      defaultRole: 'viewer',
      roles: [
        { group: 'a=b', role: 'admin' },
        { group: '/shop/Marketing', role: 'operator' },
        { group: 'x', role: 'viewer' },
      ],
    });
    expect(() => readEnv({ PINTD_OIDC_ROLES: 'a=admin' })).toThrow(
      /PINTD_OIDC_ISSUER must be set with PINTD_OIDC_ROLES.*\n.*CLIENT_ID must be set.*\n.*CLIENT_SECRET must be set/,
    );
  });

  test.each([
    ['PINTD_OIDC_ISSUER', 'http://id.example', 'https://'],
    ['PINTD_OIDC_ISSUER', 'http://127.0.0.1.id.example', 'https://'],
    ['PINTD_OIDC_ISSUER', 'id.example', 'must be a URL'],
    ['PINTD_OIDC_ISSUER', 'https://me:pass-word@id.example', 'must not contain'],
    ['PINTD_OIDC_ISSUER', 'https://id.example/?x=pass-word', 'must not contain'],
    ['PINTD_OIDC_ISSUER', 'https://id.example/.well-known/openid-configuration', 'before /.well-known/'],
    ['PINTD_OIDC_CLIENT_ID', '', 'must be set'],
    ['PINTD_OIDC_CLIENT_SECRET', '', 'must be set'],
    ['PINTD_OIDC_SCOPES', 'email profile', 'openid'],
    ['PINTD_OIDC_SCOPES', 'openid,email', 'openid'],
    ['PINTD_OIDC_ROLES', 'bosses=owner', 'owners are appointed in the console'],
    ['PINTD_OIDC_ROLES', 'admins', 'group=role'],
    ['PINTD_OIDC_ROLES', '=admin', 'group=role'],
    ['PINTD_OIDC_ROLES', 'a=admin,', 'group=role'],
    ['PINTD_OIDC_DEFAULT_ROLE', 'owner', 'viewer, operator, admin'],
    ['PINTD_OIDC_NAME', 'x\u202ey', 'must not'],
  ])('refuses an identity provider with %s=%s, and repeats no secret', (name, text, reason) => {
    expect(() => readEnv({ ...sso, [name]: text })).toThrow(SettingsError);
    expect(() => readEnv({ ...sso, [name]: text })).toThrow(reason);
    expect(() => readEnv({ ...sso, [name]: text })).not.toThrow(/pass-word/);
  });

  describe('reads a secret from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'pintd-env-')), 'secret');
    afterAll(() => rmSync(dirname(file), { recursive: true }));
    const PINTD_TRINO_PASSWORD_FILE = file;

    test.each(['pass-word', 'pass-word\n', 'pass-word\r\n'])('%j', (content) => {
      writeFileSync(file, content);
      expect(readEnv({ ...trino, PINTD_TRINO_PASSWORD_FILE }).trino?.password).toBe('pass-word');
    });

    test.each<[string, string | undefined, Record<string, string>]>([
      ['must not be set together with', 'pass-word', { PINTD_TRINO_PASSWORD: 'pass-word' }],
      ['is empty', '\n', {}],
      ['ENOENT', undefined, { PORT: 'x' }],
    ])('or reports why it cannot: %s', (reason, content, more) => {
      if (content === undefined) rmSync(file);
      else writeFileSync(file, content);
      expect(() => readEnv({ ...trino, PINTD_TRINO_PASSWORD_FILE, ...more })).toThrow(reason);
      expect(() => readEnv({ ...trino, PINTD_TRINO_PASSWORD_FILE, ...more })).not.toThrow(/pass-word/);
    });
  });

  test('names all invalid variables in one error', () => {
    expect(() => readEnv({ PORT: 'x', HOST: 'everywhere' })).toThrow(/PORT must.*\n.*HOST must/);
  });
});

test('every secret setting can be read from a file, and its description names the variable for the file', () => {
  const secrets = listSettings().filter(({ name }) =>
    /(?:_(?:PASSWORD|TOKEN|SECRET|API_KEY)|^DATABASE_URL)$/.test(name),
  );
  expect(secrets.map(({ name }) => name)).toEqual(expect.arrayContaining([...SECRET_SETTINGS]));
  for (const { name, description } of secrets) {
    expect(SECRET_SETTINGS).toContain(name);
    expect(description).toContain(`${name}_FILE`);
  }
});

test('every setting is described', () => {
  expect(listSettings().map((setting) => setting.name)).toContain('PINTD_KEY_FILE');
  for (const setting of listSettings()) expect(setting.description).toMatch(/[a-z].*\.$/);
});

/** The compiler accepts a row that no reader uses, whose variable would have no effect. */
test('every setting is read somewhere', () => {
  const readers = [
    'env.ts',
    'network-settings.ts',
    'sso-settings.ts',
    'trino-settings.ts',
    'cli/product/chosen-server.ts',
  ];
  const source = readers.map((file) => readFileSync(join(checkout, 'lib', file), 'utf8')).join('\n');
  const mentions = (name: string) => source.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
  expect(listSettings().filter(({ name }) => mentions(name) < 2)).toEqual([]);
});
