import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Mapping } from '../../../core/record/field-target.ts';
import type { Constants } from '../../../core/record/plan.ts';
import type { ColumnFix } from '../../../core/review/fix.ts';
import type { MappingPreset, SavedChoices } from '../../../core/saved-mapping/mapping-preset.ts';
import type { SavedReading } from '../../../core/upload/saved-reading.ts';
import type { Tables } from '../database/tables.ts';

type PresetRow = Tables['mapping_preset'];

/** A preset to save: one per header and connector. */
export interface NewPreset extends Omit<MappingPreset, 'id' | 'updatedAt'> {
  readonly fingerprint: string;
}

/** Saved mappings for files with a known header. */
export class SqlitePresets {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  find(connector: string, fingerprint: string): MappingPreset | undefined {
    const row = this.#database
      .prepare('SELECT * FROM mapping_preset WHERE connector = ? AND fingerprint = ?')
      .get(connector, fingerprint);
    return row ? presetOfRow(row as PresetRow) : undefined;
  }

  /** Throws UserError `preset_unknown`. */
  get(id: number): MappingPreset {
    const row = this.#database.prepare('SELECT * FROM mapping_preset WHERE id = ?').get(id);
    if (!row) throw new UserError('preset_unknown');
    return presetOfRow(row as PresetRow);
  }

  list(): readonly MappingPreset[] {
    const rows = this.#database.prepare('SELECT * FROM mapping_preset ORDER BY name COLLATE NOCASE, id').all();
    return (rows as PresetRow[]).map(presetOfRow);
  }

  /** Replaces the preset for the same header, if there is one. */
  keep(preset: NewPreset): MappingPreset {
    const row = this.#database
      .prepare(
        `INSERT INTO mapping_preset (name, connector, fingerprint, mapping, constants, reading, repairs, choices,
           created_at, updated_at)
         VALUES (:name, :connector, :fingerprint, :mapping, :constants, :reading, :repairs, :choices, :now, :now)
         ON CONFLICT (connector, fingerprint) DO UPDATE SET name = excluded.name, mapping = excluded.mapping,
           constants = excluded.constants, reading = excluded.reading, repairs = excluded.repairs,
           choices = excluded.choices, updated_at = excluded.updated_at
         RETURNING *`,
      )
      .get({
        ...preset,
        mapping: JSON.stringify(preset.mapping),
        constants: JSON.stringify(preset.constants),
        reading: JSON.stringify(preset.reading),
        repairs: JSON.stringify(preset.repairs),
        choices: JSON.stringify(preset.choices ?? {}),
        now: this.#clock.now(),
      });
    return presetOfRow(row as PresetRow);
  }

  /** Throws UserError `preset_unknown`. */
  rename(id: number, name: string): void {
    const { changes } = this.#database.prepare('UPDATE mapping_preset SET name = ? WHERE id = ?').run(name, id);
    if (changes === 0) throw new UserError('preset_unknown');
  }

  remove(id: number): void {
    this.#database.prepare('DELETE FROM mapping_preset WHERE id = ?').run(id);
  }
}

function presetOfRow(row: PresetRow): MappingPreset {
  const { id, name, connector, updated_at: updatedAt } = row;
  return {
    ...{ id, name, connector, updatedAt },
    mapping: JSON.parse(row.mapping) as Mapping,
    constants: JSON.parse(row.constants) as Constants,
    reading: JSON.parse(row.reading) as SavedReading,
    repairs: JSON.parse(row.repairs) as readonly ColumnFix[],
    choices: JSON.parse(row.choices) as SavedChoices,
  };
}
