import type { IssueParams } from '../issue.ts';

/** problem: to be solved before the product is used. advice: another setup is safer, or a person has to decide. */
export type FindingLevel = 'problem' | 'advice';

/** What `pintd security:check` looks for. The code is the key of the text, which says what to do. */
export const FINDING_LEVELS = {
  data_folder_open: 'problem',
  file_open: 'problem',
  secret_file_open: 'problem',
  backup_open: 'problem',
  key_beside_database: 'advice',
  runs_as_root: 'advice',
  owner_missing_exposed: 'problem',
  sign_in_off: 'advice',
  owner_without_second_factor: 'problem',
  owner_without_second_factor_local: 'advice',
  audit_chain_broken: 'problem',
  proxies_wide: 'advice',
  certificate_unusable: 'problem',
  certificate_expired: 'problem',
  certificate_expires: 'advice',
  mail_in_the_clear: 'problem',
  tls_verification_off: 'problem',
  debugger_open: 'problem',
  destination_other: 'advice',
  api_key_idle: 'problem',
  api_key_endless: 'advice',
  api_key_suspended: 'advice',
  invitation_open: 'advice',
  sso_plain_http: 'advice',
  sso_everyone: 'advice',
  sso_everyone_writes: 'problem',
} as const satisfies Readonly<Record<string, FindingLevel>>;
export type FindingCode = keyof typeof FINDING_LEVELS;

export interface Finding {
  readonly code: FindingCode;
  readonly level: FindingLevel;
  readonly params: IssueParams;
}

export function finding(code: FindingCode, params: IssueParams = {}): Finding {
  return { code, level: FINDING_LEVELS[code], params };
}
