import { UserError } from '../../../core/errors.ts';
import { flatMapSequentially } from '../../../core/flat-map-sequentially.ts';
import type { SecretBox } from '../../system/secret-box.ts';
import type { Database } from '../database/database.ts';
import { hasRow } from '../sqlite/has-row.ts';

interface SealedTable {
  readonly table: string;
  readonly column: string;
  /** The columns of the primary key. */
  readonly idColumns: readonly string[];
  /** A column with the fingerprint of the secret, which also depends on the key. */
  readonly fingerprintColumn?: string;
}

/** Every column with encrypted secrets. */
const TABLES: readonly SealedTable[] = [
  { table: 'authentication', column: 'sealed_token', idColumns: ['id'], fingerprintColumn: 'fingerprint' },
  { table: 'secret', column: 'sealed', idColumns: ['name'] },
  { table: 'totp', column: 'sealed', idColumns: ['person_id'] },
  { table: 'workflow_secret', column: 'sealed', idColumns: ['project_id', 'key'] },
];

/** The context that binds an encrypted secret to its row and column. */
export function sealContext(table: string, id: readonly (string | number)[], column: string): string {
  return [table, ...id, column].join('|');
}

/** Where an encrypted secret is stored. */
export interface SealedSecret {
  readonly table: string;
  /** The values of the primary key. */
  readonly id: readonly (string | number)[];
}

interface SealedRow extends SealedSecret {
  readonly sealed: string;
}

/** The encrypted secrets of all tables, whatever their purpose. */
export class SealedSecrets {
  readonly #database: Database;
  readonly #box: SecretBox;

  constructor(database: Database, box: SecretBox) {
    this.#database = database;
    this.#box = box;
  }

  /** Whether a database contains encrypted secrets. */
  static async areIn(database: Database): Promise<boolean> {
    for (const { table } of TABLES) {
      const found = await database.value(`SELECT 1 FROM ${table} LIMIT 1`);
      if (found !== undefined) return true;
    }
    return false;
  }

  /** How many secrets each key encrypts, by the key's id; '' for those encrypted before keys had ids. */
  async countByKey(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const { sealed } of await this.#rows()) {
      const key = keyIdOf(sealed);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  /**
   * Throws UserError `key_wrong` if the key of a secret is not in the key file. The key of secrets that were encrypted
   * before keys had ids counts as missing if none of them can be decrypted. Any other damaged secret is found only when
   * it is used, so that it does not keep the product from starting.
   */
  async refuseUnknownKeys(): Promise<void> {
    if ((await this.#withUnknownKey()).length > 0) throw new UserError('key_wrong');
  }

  /**
   * Makes the secrets whose key is not in the key file count as damaged, so that the product can start without them.
   */
  giveUpUnknownKeys(): Promise<readonly SealedSecret[]> {
    return this.#database.transaction(async () => {
      const rows = await this.#withUnknownKey();
      for (const { table, id, sealed } of rows) await this.#update({ table, id }, { sealed: this.#box.giveUp(sealed) });
      return rows.map(({ table, id }) => ({ table, id }));
    });
  }

  async #withUnknownKey(): Promise<readonly SealedRow[]> {
    const rowsByKey = Map.groupBy(await this.#rows(), ({ sealed }) => keyIdOf(sealed));
    const withoutKeyId = rowsByKey.get('') ?? [];
    const isKeyWrong = withoutKeyId.every((row) => this.#openOrUndefined(row) === undefined);
    const missing = [...rowsByKey].filter(([key]) => key !== '' && !this.#box.hasKey(key));
    return [...missing.flatMap(([, rows]) => rows), ...(isKeyWrong ? withoutKeyId : [])];
  }

  /** The secrets that are not encrypted with this key. */
  async exceptKey(key: string): Promise<readonly SealedSecret[]> {
    const otherRows = (await this.#rows()).filter(({ sealed }) => keyIdOf(sealed) !== key);
    return otherRows.map(({ table, id }) => ({ table, id }));
  }

  /** Encrypts these secrets with the first key. Returns those that cannot be decrypted, which stay unchanged. */
  reseal(secrets: readonly SealedSecret[]): Promise<readonly SealedSecret[]> {
    return this.#database.transaction(async () => {
      const undecryptable: SealedSecret[] = [];
      for (const secret of secrets) {
        const isResealed = await this.#resealOne(secret);
        if (!isResealed) undecryptable.push(secret);
      }
      return undecryptable;
    });
  }

  /** Runs `work` with the counts of `countByKey`. Until it ends, no secret can be stored. */
  withCounts<T>(work: (counts: ReadonlyMap<string, number>) => Promise<T>): Promise<T> {
    return this.#database.transaction(async () => work(await this.countByKey()));
  }

  /**
   * Runs `work` with the ids of the keys of all secrets that can be decrypted; '' for those encrypted before keys had
   * ids. Until it ends, no secret can be stored.
   */
  withKeysOfDecryptable<T>(work: (keys: ReadonlySet<string>) => Promise<T>): Promise<T> {
    return this.#database.transaction(async () => {
      const decryptable = (await this.#rows()).filter((row) => this.#openOrUndefined(row) !== undefined);
      return work(new Set(decryptable.map(({ sealed }) => keyIdOf(sealed))));
    });
  }

  /** False if the secret cannot be decrypted. A secret that was deleted meanwhile is not an error. */
  async #resealOne({ table, id }: SealedSecret): Promise<boolean> {
    const { column: sealedColumn, idColumns } = sealedTableOf(table);
    const where = idColumns.map((column) => `${column} = ?`).join(' AND ');
    const sealed = await this.#database.value<string>(`SELECT ${sealedColumn} FROM ${table} WHERE ${where}`, id);
    if (sealed === undefined) return true;
    const secret = this.#openOrUndefined({ table, id, sealed });
    if (secret === undefined) return false;
    await this.#update(
      { table, id },
      {
        sealed: this.#box.seal(secret, sealContext(table, id, sealedColumn)),
        fingerprint: this.#box.fingerprint(secret),
      },
    );
    return true;
  }

  /** Changes an encrypted secret and, if it is given and stored in this table, its fingerprint. */
  async #update({ table, id }: SealedSecret, { sealed, fingerprint }: { sealed: string; fingerprint?: string }) {
    const { column, idColumns, fingerprintColumn } = sealedTableOf(table);
    const changes = { [column]: sealed };
    if (fingerprintColumn && fingerprint !== undefined) changes[fingerprintColumn] = fingerprint;
    const assignments = Object.keys(changes).map((name) => `${name} = ?`);
    const where = idColumns.map((name) => `${name} = ?`).join(' AND ');
    await this.#database.run(`UPDATE ${table} SET ${assignments.join(', ')} WHERE ${where}`, [
      ...Object.values(changes),
      ...id,
    ]);
  }

  #openOrUndefined({ table, id, sealed }: SealedRow): string | undefined {
    try {
      return this.#box.open(sealed, sealContext(table, id, sealedTableOf(table).column));
    } catch {
      return undefined;
    }
  }

  async #rows(): Promise<readonly SealedRow[]> {
    return flatMapSequentially(TABLES, async ({ table, column, idColumns }) => {
      const sql = `SELECT ${idColumns.join(', ')}, ${column} AS sealed FROM ${table}`;
      const rows = await this.#database.all<Record<string, string | number>>(sql);
      return rows.map((row) => ({
        table,
        id: idColumns.map((name) => row[name] ?? ''),
        sealed: String(row['sealed']),
      }));
    });
  }
}

function sealedTableOf(name: string): SealedTable {
  const sealedTable = TABLES.find(({ table }) => table === name);
  if (!sealedTable) throw new Error(`${name} has no encrypted secrets`);
  return sealedTable;
}

/** The id of the key that encrypted a secret; '' if it was encrypted before keys had ids. */
function keyIdOf(sealed: string): string {
  return /^v2\.([0-9a-f]{8})\./.exec(sealed)?.[1] ?? '';
}

/** Whether an SQLite database of any version contains encrypted secrets. */
export function hasSealedSecrets(path: string): boolean {
  return hasRow(
    path,
    TABLES.map(({ table }) => table),
  );
}
