import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AuditKeys } from './audit-keys.ts';

/** An entry of the audit log; `hash` is in hexadecimal. */
const linkShape = z.object({ id: z.int().nonnegative(), hash: z.string() });
export type AuditLink = z.output<typeof linkShape>;

const marksShape = z.object({
  /** The newest entry. */
  head: linkShape,
  /** The last entry up to which the chain was found intact. */
  verified: linkShape,
});
export type AuditMarks = z.output<typeof marksShape>;
const fileShape = z.object({ marks: marksShape, key: z.string(), mac: z.string() });

/**
 * A file beside the database that records how far the audit log reaches, so that missing entries at its end are found.
 * Replacing both the file and the database with older copies goes unnoticed.
 */
export class AuditHead {
  readonly #path: string;
  readonly #keys: AuditKeys;

  constructor(dataDir: string, keys: AuditKeys) {
    this.#path = auditHeadPath(dataDir);
    this.#keys = keys;
  }

  /** The content of the file; undefined if there is no file, or if no known key proves that this product wrote it. */
  read(): AuditMarks | undefined {
    try {
      const { marks, key: keyId, mac } = fileShape.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
      return this.#macOf(marks, keyId) === mac ? marks : undefined;
    } catch {
      return undefined;
    }
  }

  write(marks: AuditMarks): void {
    const keyId = this.#keys.currentId;
    // Random, because process IDs are unique only within one machine or container.
    const draft = `${this.#path}.${randomUUID()}`;
    try {
      writeFileSync(draft, JSON.stringify({ marks, key: keyId, mac: this.#macOf(marks, keyId) }), { mode: 0o600 });
      renameSync(draft, this.#path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  }

  #macOf({ head, verified }: AuditMarks, keyId: string): string | undefined {
    const text = JSON.stringify(['marks', head.id, head.hash, verified.id, verified.hash]);
    return this.#keys.mac(keyId, Buffer.from(text))?.toString('hex');
  }
}

/** Removes the file, because a restored audit log ends earlier than the file records. */
export function deleteAuditHead(dataDir: string): void {
  rmSync(auditHeadPath(dataDir), { force: true });
}

function auditHeadPath(dataDir: string): string {
  return join(dataDir, 'audit-head.json');
}
