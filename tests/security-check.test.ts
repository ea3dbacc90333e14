import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCommand, runProcess } from '../lib/cli/command-line.test-kit.ts';
import type { ApiKey } from '../lib/core/access/api-key.ts';
import type { Person } from '../lib/core/people/person.ts';
import { FINDING_LEVELS, type FindingCode } from '../lib/core/security/finding.ts';
import { INITIAL_MAIL } from '../lib/core/settings/mail-settings.ts';
import { readEnv } from '../lib/env.ts';
import { checkSingleSignOn } from '../lib/operations/people/check-single-sign-on.ts';
import {
  type CheckSecurityOptions,
  checkSecurity,
  type SecurityFacts,
} from '../lib/operations/security/check-security.ts';
import { securityFacts } from '../lib/runtime/security/security-facts.ts';
import { newCertificate, writeCertificate } from './kit/certificate.ts';

const NOW = Date.UTC(2026, 10, 27);
const DAY_MS = 24 * 60 * 60 * 1000;
const FACTS: SecurityFacts = {
  exposedFiles: [],
  isKeyInDataFolder: false,
  isDataOfRoot: false,
  wideProxies: [],
  customBaseUrls: [],
  certificate: null,
  hasTlsVerification: true,
  hasDebugger: false,
  network: { host: '127.0.0.1', publicUrl: undefined },
};
const PUBLIC = { host: '127.0.0.1', publicUrl: 'https://console.example.com' };
const OWNER: Person = {
  id: 1,
  name: 'Aiko Tanaka',
  email: 'aiko@shop.example',
  role: 'owner',
  passwordChangedAt: NOW,
  createdAt: NOW,
  disabledAt: null,
};
const KEY: ApiKey = {
  id: 7,
  name: 'nightly',
  role: 'admin',
  createdAt: NOW - 100 * DAY_MS,
  lastUsedAt: NOW - DAY_MS,
  expiresAt: NOW + DAY_MS,
  revokedAt: null,
  suspendedAt: null,
  creator: null,
};
const MAIL = { ...INITIAL_MAIL, smtp_host: 'mail.example' };
const PROVIDER = { issuer: 'https://id.example/', name: 'Example ID', roles: [], defaultRole: undefined };
const certificateUntil = (days: number) => ({
  certificate: { names: ['console.example.com'], validFrom: NOW - 80 * DAY_MS, validUntil: NOW + days * DAY_MS },
});

interface Case extends Partial<Pick<CheckSecurityOptions, 'brokenEntry'>> {
  readonly peopleWithFactor?: readonly number[];
  readonly facts?: Partial<SecurityFacts>;
  readonly people?: readonly Person[];
  readonly keys?: readonly Partial<ApiKey>[];
  readonly mail?: Awaited<ReturnType<CheckSecurityOptions['settings']['mail']>>;
  readonly hasInvitation?: boolean;
  readonly provider?: Parameters<typeof checkSingleSignOn>[0];
}

/** The codes of the findings in a product that would have no findings without the changes of the case. */
async function codesOf({
  facts,
  people = [OWNER],
  keys = [],
  mail = INITIAL_MAIL,
  hasInvitation = false,
  peopleWithFactor = [OWNER.id],
  brokenEntry,
  provider,
}: Case) {
  const invitation = { id: 1, email: 'jonas@shop.example', role: 'owner', person: null, invitedBy: 'Aiko' } as const;
  const findings = await checkSecurity({
    brokenEntry,
    facts: { ...FACTS, ...facts },
    secondFactors: { factorsOfPeople: async () => new Map(peopleWithFactor.map((id) => [id, ['totp']])) },
    apiKeys: { list: async () => keys.map((key) => ({ ...KEY, ...key })) },
    people: { list: async () => people },
    invitations: {
      list: async () => (hasInvitation ? [{ ...invitation, createdAt: NOW, expiresAt: NOW + DAY_MS }] : []),
    },
    settings: { mail: async () => mail },
    clock: { now: () => NOW },
  });
  return [...findings, ...checkSingleSignOn(provider)].map(({ code }) => code);
}

const cases: readonly (readonly [FindingCode, Case])[] = [
  ['data_folder_open', { facts: { exposedFiles: [{ kind: 'data_folder', path: '/data', mode: '755' }] } }],
  ['file_open', { facts: { exposedFiles: [{ kind: 'file', path: '/data/console.db', mode: '644' }] } }],
  ['secret_file_open', { facts: { exposedFiles: [{ kind: 'secret_file', path: '/key.pem', mode: '644' }] } }],
  ['backup_open', { facts: { exposedFiles: [{ kind: 'backup', path: '/b.tar', mode: '644' }] } }],
  ['key_beside_database', { facts: { isKeyInDataFolder: true } }],
  ['runs_as_root', { facts: { isDataOfRoot: true } }],
  ['owner_missing_exposed', { people: [], facts: { network: PUBLIC } }],
  ['owner_missing_exposed', { people: [], facts: { network: { ...PUBLIC, host: '0.0.0.0' } } }],
  ['sign_in_off', { people: [] }],
  ['owner_without_second_factor', { peopleWithFactor: [], facts: { network: PUBLIC } }],
  ['owner_without_second_factor_local', { peopleWithFactor: [] }],
  ['audit_chain_broken', { brokenEntry: 12 }],
  ['proxies_wide', { facts: { wideProxies: ['10.0.0.0/8'] } }],
  ['certificate_unusable', { facts: { certificate: { problem: { code: 'certificate_malformed' } } } }],
  ['certificate_expired', { facts: { certificate: certificateUntil(-1) } }],
  ['certificate_expires', { facts: { certificate: certificateUntil(10) } }],
  ['mail_in_the_clear', { mail: { ...MAIL, smtp_security: 'none' } }],
  ['tls_verification_off', { facts: { hasTlsVerification: false } }],
  ['debugger_open', { facts: { hasDebugger: true } }],
  ['destination_other', { facts: { customBaseUrls: ['https://sandbox.example'] } }],
  ['api_key_idle', { keys: [{ lastUsedAt: NOW - 90 * DAY_MS }] }],
  ['api_key_idle', { keys: [{ lastUsedAt: null }] }],
  ['api_key_endless', { keys: [{ expiresAt: null }] }],
  ['api_key_suspended', { keys: [{ suspendedAt: NOW }] }],
  ['invitation_open', { hasInvitation: true }],
  ['sso_plain_http', { provider: { ...PROVIDER, issuer: 'http://127.0.0.1:8080/' } }],
  ['sso_everyone', { provider: { ...PROVIDER, defaultRole: 'viewer' } }],
  ['sso_everyone_writes', { provider: { ...PROVIDER, defaultRole: 'operator' } }],
  ['sso_everyone_writes', { provider: { ...PROVIDER, defaultRole: 'admin' } }],
];

test.each(cases)('finds %s alone', async (code, given) => {
  expect(await codesOf(given)).toEqual([code]);
});

test('every finding has a case', () => {
  expect(new Set(cases.map(([code]) => code))).toEqual(new Set(Object.keys(FINDING_LEVELS)));
});

test.each<[string, Case]>([
  ['a safe product', {}],
  ['an identity provider over TLS, with roles for groups only', { provider: PROVIDER }],
  [
    'a person who is not an owner, without a second factor',
    {
      people: [OWNER, { ...OWNER, id: 2, role: 'admin' }],
    },
  ],
  [
    'an owner who signs in at the identity provider only',
    { people: [{ ...OWNER, passwordChangedAt: null }], peopleWithFactor: [] },
  ],
  [
    'revoked and expired keys',
    {
      keys: [
        { revokedAt: NOW, expiresAt: null },
        { expiresAt: NOW, lastUsedAt: null },
      ],
    },
  ],
  ['a certificate with fifteen of 95 days left', { facts: { certificate: certificateUntil(15) } }],
  ['an unencrypted mail server on this machine', { mail: { ...MAIL, smtp_host: 'localhost', smtp_security: 'none' } }],
])('finds nothing in %s', async (_, given) => {
  expect(await codesOf(given)).toEqual([]);
});

describe('pintd security:check', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pintd-check-'));
    mkdirSync(join(folder, 'keys'), { mode: 0o700 });
    vi.stubEnv('PINTD_DATA_DIR', join(folder, 'data'));
    vi.stubEnv('PINTD_KEY_FILE', join(folder, 'keys', 'token.key'));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  async function check(settings: Readonly<Record<string, string>> = {}, args: readonly string[] = [], run = runHere) {
    for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
    const { status, out } = await run(['security:check', '--json', ...args], { env: process.env });
    const findings = JSON.parse(out) as { code: string; text: string }[];
    return { status, findings, codes: findings.map(({ code }) => code).filter((code) => code !== 'runs_as_root') };
  }

  /** Runs a command in this process with the umask that the program sets. */
  async function runHere(...command: Parameters<typeof runCommand>) {
    const umask = process.umask(0o077);
    try {
      return await runCommand(...command);
    } finally {
      process.umask(umask);
    }
  }

  test('exits with 0 for advice alone, which names the command to run', async () => {
    const { status, findings, codes } = await check({}, [], runProcess);
    expect([status, codes]).toEqual([0, ['sign_in_off']]);
    expect(findings.at(-1)?.text).toContain('pintd owner:create EMAIL NAME');
  });

  test('finds files that others can read', async () => {
    await check();
    mkdirSync(join(folder, 'data', 'workbench'), { recursive: true });
    for (const path of ['data', 'data/workbench']) chmodSync(join(folder, path), 0o755);
    mkdirSync(join(folder, 'backups'));
    const [secret, backup] = [join(folder, 'password'), join(folder, 'backups', 'b.tar.gz')];
    for (const path of [secret, backup]) writeFileSync(path, 'x', { mode: 0o644 });
    const trino = { PINTD_TRINO_PASSWORD_FILE: secret };
    const { status, codes, findings } = await check(trino, ['--backups', join(folder, 'backups')]);
    expect(status).toBe(1);
    expect(codes).toEqual(['data_folder_open', 'file_open', 'secret_file_open', 'backup_open', 'sign_in_off']);
    expect(findings.find(({ code }) => code === 'secret_file_open')?.text).toContain(`chmod 600 ${secret}`);
  });

  test('finds a secret in the data folder once, as a secret', async () => {
    await check();
    const secret = join(folder, 'data', 'password');
    writeFileSync(secret, 'x', { mode: 0o644 });
    const { codes } = await check({ PINTD_TRINO_PASSWORD_FILE: secret });
    expect(codes).toEqual(['secret_file_open', 'sign_in_off']);
  });

  test('finds a key in the data folder once, as a secret', () => {
    const env = readEnv({ PINTD_DATA_DIR: folder, PINTD_KEY_FILE: join(folder, 'token.key') });
    writeFileSync(env.keyFile, 'x', { mode: 0o644 });
    const { exposedFiles } = securityFacts({ env, variables: {}, backups: undefined, now: NOW });
    expect(exposedFiles).toEqual([{ kind: 'secret_file', path: env.keyFile, mode: '644' }]);
  });

  test('refuses a folder of backups that does not exist', async () => {
    const args = ['security:check', '--backups', join(folder, 'bakups')];
    expect(await runHere(args, { env: process.env })).toMatchObject({
      status: 1,
      err: expect.stringMatching(/There is no folder .*bakups/),
    });
  });

  test('finds risky settings of the environment', async () => {
    const settings = {
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      PINTD_KEY_FILE: '',
      PINTEREST_API_BASE_URL: 'https://other.example',
      PINTD_PUBLIC_URL: 'https://console.example.com',
      PINTD_TRUSTED_PROXIES: '10.0.0.0/8,10.1.2.3,fd00::/48',
    };
    const { status, codes } = await check(settings, [], runProcess);
    expect(status).toBe(1);
    expect(codes).toEqual([
      'key_beside_database',
      'tls_verification_off',
      'destination_other',
      'proxies_wide',
      'proxies_wide',
      'owner_missing_exposed',
    ]);
  });

  test('reads the certificate', async () => {
    const certificate = await newCertificate({ days: -1, age: 90 });
    const tls = { PINTD_TLS_CERT_FILE: certificate.certFile, PINTD_TLS_KEY_FILE: certificate.keyFile };
    expect((await check(tls)).codes).toContain('certificate_expired');
    await writeCertificate(certificate, { days: 5, age: 80 });
    chmodSync(certificate.keyFile, 0o644);
    expect((await check(tls)).codes).toEqual(['secret_file_open', 'certificate_expires', 'sign_in_off']);
    writeFileSync(certificate.certFile, 'broken');
    expect((await check(tls)).codes).toContain('certificate_unusable');
    certificate.remove();
  });
});
