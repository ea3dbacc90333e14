import type { ChainFault } from '../../../core/audit/audit-chain.ts';
import type { OtherAction } from '../../../core/audit/audit-entry.ts';
import type { AuditLink } from '../../system/audit-head.ts';
import type { AuditKeys } from '../../system/audit-keys.ts';
import { type AuditRow, hashOf } from './audit-row.ts';

/** Actions whose entry may be the first with a known key after entries whose key is not in the file. */
const NEW_KEY_ACTIONS: ReadonlySet<string> = new Set<OtherAction | 'giveUpLostSecrets'>([
  'changeAuditKey',
  'restoreBackup',
  'giveUpLostSecrets',
]);

/** Checks the hashes and HMACs of entries, one after the other. */
export class ChainCheck {
  readonly #keys: AuditKeys;
  readonly missingKeys = new Set<string>();
  /** The last entry that was accepted. */
  last: AuditLink;
  /** The last accepted entry before unproven ones; the next check begins after it. */
  intact: AuditLink;
  fault: ChainFault | undefined;
  /** The hash of the last accepted entry. */
  #hash: Buffer;
  /** The age of the newest key so far, counted from the file's newest key. No later entry may have an older key. */
  #keyAge: number;
  /**
   * The first of the entries whose HMACs cannot be checked, until an authentic entry with a known key follows. The hash
   * of that entry covers the hashes of these.
   */
  #unproven: AuditRow | undefined;

  /** `keyOfFrom`: the id of the key of the entry `from`; undefined at the start of the log. */
  constructor(keys: AuditKeys, from: AuditLink, keyOfFrom: string | undefined) {
    this.#keys = keys;
    this.last = from;
    this.intact = from;
    this.#hash = Buffer.from(from.hash, 'hex');
    this.#keyAge = keys.ageOf(keyOfFrom ?? '') ?? Number.POSITIVE_INFINITY;
  }

  /** Checks the next entry; false if it breaks the chain. */
  accept(row: AuditRow): boolean {
    const kind = this.#faultOf(row);
    if (kind !== undefined) {
      const isMissing = kind === 'missing';
      this.fault = { kind, id: isMissing ? this.last.id + 1 : row.id, at: isMissing ? null : row.at };
      return false;
    }
    this.#hash = row.hash;
    this.last = { id: row.id, hash: row.hash.toString('hex') };
    if (!this.#unproven) this.intact = this.last;
    return true;
  }

  /** Call it after the last entry. */
  end(): void {
    if (!this.fault && this.#unproven) this.fault = { kind: 'forged', id: this.#unproven.id, at: this.#unproven.at };
  }

  #faultOf(row: AuditRow): ChainFault['kind'] | undefined {
    if (row.id !== this.last.id + 1) return 'missing';
    if (!hashOf(row, this.#hash).equals(row.hash)) return 'changed';
    const age = this.#keys.ageOf(row.key_id);
    if (age === undefined) return this.#faultWithoutKey(row);
    if (age > this.#keyAge || !this.#keys.mac(row.key_id, row.hash)?.equals(row.mac)) return 'forged';
    if (this.#unproven && !NEW_KEY_ACTIONS.has(row.action)) return 'forged';
    this.#unproven = undefined;
    this.#keyAge = age;
    return undefined;
  }

  /**
   * Handles an entry whose key is not in the file. Removed keys are older than those of the file, so the entry must not
   * follow one with a known key.
   */
  #faultWithoutKey(row: AuditRow): ChainFault['kind'] | undefined {
    if (Number.isFinite(this.#keyAge)) return 'forged';
    this.missingKeys.add(row.key_id);
    this.#unproven ??= row;
    return undefined;
  }
}
