import type { Actor } from '../access/permission.ts';
import type { AuditObject, OtherAction } from './audit-entry.ts';

/** What a command adds to its entry in the audit log. */
export interface AuditScope {
  /** States whom or what the action concerns, if neither input nor answer does. */
  setObject(object: AuditObject): Promise<void>;
  /** Names the actor, once a person without a session has proved who they are. */
  identify(actor: Pick<Actor, 'kind' | 'id' | 'role'>): void;
  /** States what a success did not include, as a code with a text. */
  setNote(code: string): void;
  /** Adds an entry for a further action that the command causes. Only within `commit`. */
  add(action: OtherAction, object: AuditObject): Promise<void>;
  /** The last step of a command that `changesAtEnd`: one transaction with its entry. */
  commit<T>(work: () => Promise<T>): Promise<T>;
}
