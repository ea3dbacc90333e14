import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Mapping } from '../../../core/record/field-target.ts';
import type { Constants } from '../../../core/record/plan.ts';
import type { ColumnFix } from '../../../core/review/fix.ts';
import type { MappingPreset, SavedChoices } from '../../../core/saved-mapping/mapping-preset.ts';
import type { SavedReading } from '../../../core/upload/saved-reading.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

type PresetRow = Tables['mapping_preset'];

/** A preset to save: one per header and connector. */
export type NewPreset = Omit<MappingPreset, 'id' | 'updatedAt'>;

/** Saved mappings for files with a known header. */
export class Presets {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async find(connector: string, fingerprint: string): Promise<MappingPreset | undefined> {
    const sql = 'SELECT * FROM mapping_preset WHERE connector = ? AND fingerprint = ?';
    const row = await this.#database.get<PresetRow>(sql, [connector, fingerprint]);
    return row && presetOfRow(row);
  }

  /** Throws UserError `preset_unknown`. */
  async get(id: number): Promise<MappingPreset> {
    const row = await this.#database.get<PresetRow>('SELECT * FROM mapping_preset WHERE id = ?', [id]);
    if (!row) throw new UserError('preset_unknown');
    return presetOfRow(row);
  }

  async list(): Promise<readonly MappingPreset[]> {
    const rows = await this.#database.all<PresetRow>('SELECT * FROM mapping_preset ORDER BY lower(name), id');
    return rows.map(presetOfRow);
  }

  /** Replaces the preset for the same header, if there is one. */
  async keep(preset: NewPreset): Promise<MappingPreset> {
    const row = (await this.#database.get<PresetRow>(
      `INSERT INTO mapping_preset (name, connector, fingerprint, mapping, constants, reading, repairs, choices,
          created_at, updated_at)
        VALUES (:name, :connector, :fingerprint, :mapping, :constants, :reading, :repairs, :choices, :now, :now)
        ON CONFLICT (connector, fingerprint) DO UPDATE SET name = excluded.name, mapping = excluded.mapping,
          constants = excluded.constants, reading = excluded.reading, repairs = excluded.repairs,
          choices = excluded.choices, updated_at = excluded.updated_at
        RETURNING *`,
      {
        ...preset,
        mapping: JSON.stringify(preset.mapping),
        constants: JSON.stringify(preset.constants),
        reading: JSON.stringify(preset.reading),
        repairs: JSON.stringify(preset.repairs),
        choices: JSON.stringify(preset.choices ?? {}),
        now: this.#clock.now(),
      },
    )) as PresetRow;
    return presetOfRow(row);
  }

  /** Throws UserError `preset_unknown`. */
  async rename(id: number, name: string): Promise<void> {
    const { changes } = await this.#database.run('UPDATE mapping_preset SET name = ? WHERE id = ?', [name, id]);
    if (changes === 0) throw new UserError('preset_unknown');
  }

  async remove(id: number): Promise<void> {
    await this.#database.run('DELETE FROM mapping_preset WHERE id = ?', [id]);
  }
}

function presetOfRow(row: PresetRow): MappingPreset {
  const { id, name, connector, fingerprint, updated_at: updatedAt } = row;
  return {
    ...{ id, name, connector, fingerprint, updatedAt },
    mapping: JSON.parse(row.mapping) as Mapping,
    constants: JSON.parse(row.constants) as Constants,
    reading: JSON.parse(row.reading) as SavedReading,
    repairs: JSON.parse(row.repairs) as readonly ColumnFix[],
    choices: JSON.parse(row.choices) as SavedChoices,
  };
}
