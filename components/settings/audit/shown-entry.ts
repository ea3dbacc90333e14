import type { AuditEntry } from '#lib/core/audit/audit-entry.ts';

/** An entry with texts in the language of the console. */
export interface ShownEntry extends AuditEntry {
  readonly title: string;
  /** Why the action was refused or failed; empty for other outcomes, or if only the code is known. */
  readonly reason: string;
}
