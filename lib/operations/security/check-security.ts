import { type ApiKey, refusalOfKey } from '../../core/access/api-key.ts';
import { isLoopback } from '../../core/access/loopback.ts';
import type { Clock } from '../../core/clock.ts';
import type { IssueParams } from '../../core/issue.ts';
import { type Certificate, daysUntil, expiryOf } from '../../core/network/certificate.ts';
import { isExposed } from '../../core/network/public-origin.ts';
import type { Invitation, Person } from '../../core/people/person.ts';
import { type Finding, finding } from '../../core/security/finding.ts';
import type { MailSettings } from '../../core/settings/mail-settings.ts';

/** A file or folder whose mode gives other users access. */
export interface ExposedFile {
  readonly kind: 'data_folder' | 'file' | 'secret_file' | 'backup';
  readonly path: string;
  /** Octal, such as 644. */
  readonly mode: string;
}

/** Facts about the machine and the environment. */
export interface SecurityFacts {
  readonly exposedFiles: readonly ExposedFile[];
  readonly isKeyInDataFolder: boolean;
  readonly isDataOfRoot: boolean;
  readonly network: { readonly host: string; readonly publicUrl: string | undefined };
  /** Networks whose machines are trusted as proxies, if they have more than a few machines. */
  readonly wideProxies: readonly string[];
  readonly certificate: { readonly certificate: Certificate } | { readonly problem: IssueParams } | null;
  /** Base URLs that differ from the connector's default. */
  readonly customBaseUrls: readonly string[];
  /** Whether Node verifies the certificates of servers; an environment variable can switch this off. */
  readonly hasTlsVerification: boolean;
  /** Whether an environment variable makes Node open its debugger. */
  readonly hasDebugger: boolean;
}

export interface CheckSecurityOptions {
  readonly facts: SecurityFacts;
  readonly apiKeys: { list(): Promise<readonly ApiKey[]> };
  readonly people: { list(): Promise<readonly Person[]> };
  readonly invitations: { list(): Promise<readonly Invitation[]> };
  readonly settings: { mail(): Promise<MailSettings> };
  /** The second factors of people who have one. */
  readonly secondFactors: { factorsOfPeople(): Promise<ReadonlyMap<number, unknown>> };
  /** The first entry at which the chain of the audit log is broken; undefined if it is intact. */
  readonly brokenEntry: number | undefined;
  readonly clock: Clock;
}

const IDLE_DAYS = 90;

/** Finds what could be safer. Nothing is changed. */
export async function checkSecurity(options: CheckSecurityOptions): Promise<Finding[]> {
  return [
    ...fileFindings(options.facts),
    ...machineFindings(options.facts),
    ...(await networkFindings(options)),
    ...(await peopleFindings(options)),
    ...(await keyFindings(options)),
    ...auditFindings(options),
  ];
}

function fileFindings({ exposedFiles, isKeyInDataFolder, isDataOfRoot }: SecurityFacts): Finding[] {
  return [
    ...exposedFiles.map(({ kind, path, mode }) => finding(`${kind}_open`, { path, mode })),
    ...(isKeyInDataFolder ? [finding('key_beside_database')] : []),
    ...(isDataOfRoot ? [finding('runs_as_root')] : []),
  ];
}

function machineFindings({ hasTlsVerification, hasDebugger, customBaseUrls }: SecurityFacts): Finding[] {
  return [
    ...(hasTlsVerification ? [] : [finding('tls_verification_off')]),
    ...(hasDebugger ? [finding('debugger_open')] : []),
    ...customBaseUrls.map((address) => finding('destination_other', { address })),
  ];
}

async function networkFindings({ facts, settings, clock }: CheckSecurityOptions): Promise<Finding[]> {
  const { smtp_host: host, smtp_security: security } = await settings.mail();
  const isMailUnencrypted = host !== '' && security === 'none' && !isLoopback(host);
  return [
    ...facts.wideProxies.map((network) => finding('proxies_wide', { network })),
    ...certificateFindings(facts.certificate, clock.now()),
    ...(isMailUnencrypted ? [finding('mail_in_the_clear', { host })] : []),
  ];
}

function certificateFindings(state: SecurityFacts['certificate'], now: number): Finding[] {
  if (state === null) return [];
  if ('problem' in state) return [finding('certificate_unusable', state.problem)];
  const { validUntil } = state.certificate;
  const expiry = expiryOf(state.certificate, now);
  if (expiry === 'expired') return [finding('certificate_expired')];
  return expiry === 'soon' ? [finding('certificate_expires', { days: daysUntil(validUntil, now) })] : [];
}

async function peopleFindings({ facts, people, invitations, secondFactors }: CheckSecurityOptions): Promise<Finding[]> {
  const allPeople = await people.list();
  const isConsoleExposed = isExposed(facts.network);
  if (allPeople.length === 0) return [finding(isConsoleExposed ? 'owner_missing_exposed' : 'sign_in_off')];
  const factorsOfPeople = await secondFactors.factorsOfPeople();
  const owners = allPeople.filter(({ role, disabledAt }) => role === 'owner' && disabledAt === null);
  const code = isConsoleExposed ? 'owner_without_second_factor' : 'owner_without_second_factor_local';
  return [
    ...owners
      .filter(({ id, passwordChangedAt }) => passwordChangedAt !== null && !factorsOfPeople.has(id))
      .map(({ email }) => finding(code, { email })),
    ...(await invitations.list()).map(({ email, role }) => finding('invitation_open', { email, role })),
  ];
}

async function keyFindings({ apiKeys, clock }: CheckSecurityOptions): Promise<Finding[]> {
  const now = clock.now();
  return (await apiKeys.list()).flatMap((key): Finding[] => {
    const { id, name, createdAt, lastUsedAt, expiresAt } = key;
    const refusal = refusalOfKey(key, now);
    if (refusal === 'suspended') return [finding('api_key_suspended', { id, name })];
    if (refusal !== undefined) return [];
    const days = daysUntil(now, lastUsedAt ?? createdAt);
    return [
      ...(days >= IDLE_DAYS ? [finding('api_key_idle', { id, name, days })] : []),
      ...(expiresAt === null ? [finding('api_key_endless', { id, name, days: daysUntil(now, createdAt) })] : []),
    ];
  });
}

function auditFindings({ brokenEntry }: CheckSecurityOptions): Finding[] {
  return brokenEntry === undefined ? [] : [finding('audit_chain_broken', { row: brokenEntry })];
}
