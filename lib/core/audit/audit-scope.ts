import type { Actor } from '../access/permission.ts';
import type { AuditObject, OtherAction } from './audit-entry.ts';

/** What a command adds to its entry in the audit log. */
export interface AuditScope {
  /** Says whom or what the action concerns, if input and answer do not. */
  concerns(object: AuditObject): Promise<void>;
  /** Names the actor, once somebody without a session has shown who it is. */
  identify(actor: Pick<Actor, 'kind' | 'id' | 'role'>): void;
  /** Within `commit`: what else happens by it, with an entry of its own. */
  adds(action: OtherAction, object: AuditObject): Promise<void>;
  /** The last step of a command that `changesAtEnd`: one transaction with its entry. */
  commit<T>(work: () => Promise<T>): Promise<T>;
}
