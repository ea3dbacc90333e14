import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Mapping } from '../../../core/record/field-target.ts';
import type { Constants } from '../../../core/record/plan.ts';
import type { ColumnFix } from '../../../core/review/fix.ts';
import type { SavedChoices, SavedMapping } from '../../../core/saved-mapping/saved-mapping.ts';
import type { SavedReading } from '../../../core/upload/saved-reading.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

type SavedMappingRow = Tables['mapping_preset'];

/** A mapping to save: one per header and connector. */
export type NewSavedMapping = Omit<SavedMapping, 'id' | 'updatedAt'>;

/** Saved mappings for files with a known header. */
export class SavedMappings {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async find(connector: string, fingerprint: string): Promise<SavedMapping | undefined> {
    const sql = 'SELECT * FROM mapping_preset WHERE connector = ? AND fingerprint = ?';
    const row = await this.#database.get<SavedMappingRow>(sql, [connector, fingerprint]);
    return row && savedMappingOfRow(row);
  }

  /** Throws UserError `mapping_unknown`. */
  async get(id: number): Promise<SavedMapping> {
    const row = await this.#database.get<SavedMappingRow>('SELECT * FROM mapping_preset WHERE id = ?', [id]);
    if (!row) throw new UserError('mapping_unknown');
    return savedMappingOfRow(row);
  }

  async list(): Promise<readonly SavedMapping[]> {
    const rows = await this.#database.all<SavedMappingRow>('SELECT * FROM mapping_preset ORDER BY fold_case(name), id');
    return rows.map(savedMappingOfRow);
  }

  /** Replaces the saved mapping for the same header and connector, if there is one. */
  async save(savedMapping: NewSavedMapping): Promise<SavedMapping> {
    const row = (await this.#database.get<SavedMappingRow>(
      `INSERT INTO mapping_preset (name, connector, fingerprint, mapping, constants, reading, repairs, choices,
          created_at, updated_at)
        VALUES (:name, :connector, :fingerprint, :mapping, :constants, :reading, :repairs, :choices, :now, :now)
        ON CONFLICT (connector, fingerprint) DO UPDATE SET name = excluded.name, mapping = excluded.mapping,
          constants = excluded.constants, reading = excluded.reading, repairs = excluded.repairs,
          choices = excluded.choices, updated_at = excluded.updated_at
        RETURNING *`,
      {
        name: savedMapping.name,
        connector: savedMapping.connector,
        fingerprint: savedMapping.fingerprint,
        mapping: JSON.stringify(savedMapping.mapping),
        constants: JSON.stringify(savedMapping.constants),
        reading: JSON.stringify(savedMapping.reading),
        repairs: JSON.stringify(savedMapping.fixes),
        choices: JSON.stringify(savedMapping.choices ?? {}),
        now: this.#clock.now(),
      },
    )) as SavedMappingRow;
    return savedMappingOfRow(row);
  }

  /** Throws UserError `mapping_unknown`. */
  async rename(id: number, name: string): Promise<void> {
    const { changes } = await this.#database.run('UPDATE mapping_preset SET name = ? WHERE id = ?', [name, id]);
    if (changes === 0) throw new UserError('mapping_unknown');
  }

  async delete(id: number): Promise<void> {
    await this.#database.run('DELETE FROM mapping_preset WHERE id = ?', [id]);
  }
}

function savedMappingOfRow(row: SavedMappingRow): SavedMapping {
  const { id, name, connector, fingerprint, updated_at: updatedAt } = row;
  return {
    id,
    name,
    connector,
    fingerprint,
    updatedAt,
    mapping: JSON.parse(row.mapping) as Mapping,
    constants: JSON.parse(row.constants) as Constants,
    reading: JSON.parse(row.reading) as SavedReading,
    fixes: JSON.parse(row.repairs) as readonly ColumnFix[],
    choices: JSON.parse(row.choices) as SavedChoices,
  };
}
