import type { AuditEntry } from '#lib/core/audit/audit-entry.ts';

/** With texts in the reader's language. */
export interface ShownEntry extends AuditEntry {
  readonly title: string;
  /** Why it was refused or failed; empty if it was not, or if only the code is known. */
  readonly reason: string;
}
