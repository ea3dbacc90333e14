import type { Actor } from '../access/permission.ts';
import { networkOf } from '../network/client-network.ts';

/** How an action ended. `begun`: the action has not ended, or its end has no entry, as when its process died. */
export const ENTRY_OUTCOMES = ['done', 'refused', 'failed', 'begun'] as const;
export type EntryOutcome = (typeof ENTRY_OUTCOMES)[number];

/** Actions that are not commands. */
export const OTHER_ACTIONS = [
  'restoreBackup',
  'moveDatabase',
  'changeAuditKey',
  'useApiKey',
  'joinBySso',
  'changeRoleBySso',
] as const;
export type OtherAction = (typeof OTHER_ACTIONS)[number];

/** What an action concerns. */
export const OBJECT_KINDS = [
  'activation',
  'attempt',
  'authentication',
  'database',
  'folder',
  'invitation',
  'job',
  'key',
  'mapping',
  'parent_segment',
  'person',
  'query',
  'segment',
  'session',
  'table',
  'upload',
  'workflow',
  'workflow_project',
] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

/** An object by its id, with the name that it had at the time of the action. */
export interface AuditObject {
  readonly kind: ObjectKind;
  readonly id: string;
  readonly name?: string | null;
}

/** What is known about an action when its entry is written. Holds no value of a customer and no secret. */
export interface NewEntry {
  readonly actor: Actor;
  readonly action: string;
  readonly object?: AuditObject | undefined;
  readonly outcome: EntryOutcome;
  readonly code?: string | undefined;
  /** The id of the entry with outcome `begun` that this one completes. */
  readonly begun?: number | undefined;
  /** How many equal actions the entry represents; one if left out. */
  readonly times?: number | undefined;
}

/** An entry of the audit log. Times are milliseconds since 1970. */
export interface AuditEntry {
  /** Consecutive, from 1. */
  readonly id: number;
  readonly at: number;
  readonly actor: { readonly kind: Actor['kind']; readonly id: string; readonly name: string | null };
  readonly role: Actor['role'];
  readonly action: string;
  readonly object: { readonly kind: ObjectKind; readonly id: string; readonly name: string | null } | null;
  /** The network address of the client; null for a shell and for the product itself. */
  readonly address: string | null;
  readonly session: number | null;
  readonly outcome: EntryOutcome;
  readonly code: string | null;
  /** When the action began, if its beginning has an entry of its own. */
  readonly begunAt: number | null;
  /** How many equal actions the entry represents; null for one. */
  readonly times: number | null;
  /** The SHA-256 of this entry and all before it, in hexadecimal. */
  readonly hash: string;
}

/** Error codes for a refused action. Any other code means that the action failed. */
const REFUSALS: ReadonlySet<string> = new Set([
  'permission_missing',
  'sign_in_refused',
  'sign_in_limited',
  'sign_in_required',
  'sign_in_over',
  'password_wrong',
  'code_refused',
  'code_limited',
  'passkey_refused',
  'passkey_last',
  'sso_refused',
  'sso_denied',
  'sso_over',
  'sso_before_owner',
  'sso_unknown',
  'sso_group_missing',
  'sso_email_missing',
  'sso_email_taken',
  'sso_other_account',
  'sso_proof_stale',
  'person_disabled',
  'identity_taken',
  'identity_last',
  'proof_required',
  'invitation_unknown',
  'link_not_mailable',
  'role_above',
  'person_self',
  'last_owner',
  'owner_exists',
  'account_missing',
]);

export function outcomeOf(code: string): EntryOutcome {
  return REFUSALS.has(code) ? 'refused' : 'failed';
}

const HOUR_MS = 60 * 60 * 1000;

/** A key that repeated entries of the same hour have in common. Only the first of these entries is written. */
export function repetitionOf({ actor, action, object, outcome, code }: NewEntry, at: number): string {
  const { kind, id, from } = actor;
  // An anonymous actor has no id, only an address. Limited sign-ins have one key for all addresses, because entries for
  // many addresses would fill the log.
  const address = actor.role === 'anonymous' && code !== 'sign_in_limited' ? networkOf(from?.address ?? '') : undefined;
  return JSON.stringify([Math.floor(at / HOUR_MS), kind, id, address, action, object?.kind, object?.id, outcome, code]);
}
