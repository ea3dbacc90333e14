import type { Database } from 'better-sqlite3';
import type { Population, Segment, SegmentChoice, SegmentFolder } from '../../../core/audience/segment.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { SegmentEntry } from '../../../core/view/palette-entries.ts';
import type { Tables } from '../database/tables.ts';

type SegmentRow = Tables['segment'];

type FolderRow = Tables['segment_folder'];

/** Segments in their folders, and their populations. */
export class SqliteSegments {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  inOneTransaction<T>(work: () => T): T {
    return this.#database.transaction(work).immediate();
  }

  /** In the order of names. */
  list(parentSegment: number): readonly Segment[] {
    const rows = this.#database
      .prepare('SELECT * FROM segment WHERE parent_segment_id = ? ORDER BY name COLLATE NOCASE, id')
      .all(parentSegment) as SegmentRow[];
    const paths = this.#paths(parentSegment);
    return rows.map((row) => segmentOfRow(row, paths.get(row.folder_id) ?? []));
  }

  /** All of all parent segments, in the order of names. */
  entries(): readonly SegmentEntry[] {
    return this.#database
      .prepare<[], SegmentEntry>(
        'SELECT id, name, parent_segment_id AS parentSegment FROM segment ORDER BY name COLLATE NOCASE, id',
      )
      .all();
  }

  find(id: number): Segment | undefined {
    const row = this.#database.prepare('SELECT * FROM segment WHERE id = ?').get(id) as SegmentRow | undefined;
    return row && segmentOfRow(row, this.#paths(row.parent_segment_id).get(row.folder_id) ?? []);
  }

  /** Throws UserError `segment_unknown`. */
  get(id: number): Segment {
    const found = this.find(id);
    if (!found) throw new UserError('segment_unknown', { id: String(id) });
    return found;
  }

  /** Throws UserError `segment_name_taken`. */
  create(folder: Pick<SegmentFolder, 'id' | 'parentSegment'>, choice: SegmentChoice): Segment {
    return this.inOneTransaction(() => {
      this.#refuseDuplicate(folder.id, choice.name);
      const id = this.#database
        .prepare<[Record<string, unknown>], number>(
          `INSERT INTO segment (parent_segment_id, folder_id, name, description, rule, created_at, updated_at)
           VALUES (:parentSegment, :folder, :name, :description, :rule, :now, :now) RETURNING id`,
        )
        .pluck()
        .get({ ...this.#columnsOf(choice), parentSegment: folder.parentSegment, folder: folder.id }) as number;
      return this.get(id);
    });
  }

  /** Changes a segment, or moves it to another folder; no two changes have the same time. Throws UserErrors `segment_unknown` and `segment_name_taken`. */
  change(id: number, choice: SegmentChoice, folder = this.get(id).folderId): Segment {
    return this.inOneTransaction(() => {
      this.#refuseDuplicate(folder, choice.name, id);
      this.#database
        .prepare(
          `UPDATE segment SET folder_id = :folder, name = :name, description = :description, rule = :rule,
             updated_at = max(:now, updated_at + 1) WHERE id = :id`,
        )
        .run({ ...this.#columnsOf(choice), id, folder });
      return this.get(id);
    });
  }

  delete(id: number): void {
    const { changes } = this.#database.prepare('DELETE FROM segment WHERE id = ?').run(id);
    if (changes === 0) throw new UserError('segment_unknown', { id: String(id) });
  }

  folders(parentSegment: number): readonly SegmentFolder[] {
    const rows = this.#database
      .prepare('SELECT * FROM segment_folder WHERE parent_segment_id = ? ORDER BY name COLLATE NOCASE, id')
      .all(parentSegment) as FolderRow[];
    return rows.map(folderOfRow);
  }

  /** Throws UserError `folder_unknown`. */
  folder(id: number): SegmentFolder {
    const row = this.#database.prepare('SELECT * FROM segment_folder WHERE id = ?').get(id);
    if (row === undefined) throw new UserError('folder_unknown', { name: String(id) });
    return folderOfRow(row as FolderRow);
  }

  /** The folder at a path from the root; missing ones are created. */
  folderAt(parentSegment: number, path: readonly string[]): SegmentFolder {
    return this.inOneTransaction(() =>
      path.reduce<SegmentFolder>((parent, name) => {
        const sql = 'SELECT * FROM segment_folder WHERE parent_id = ? AND name = ?';
        const row = this.#database.prepare(sql).get(parent.id, name);
        return row === undefined ? this.#insertFolder(parentSegment, parent.id, name) : folderOfRow(row as FolderRow);
      }, this.#root(parentSegment)),
    );
  }

  /** Throws UserError `folder_name_taken`. */
  createFolder(parent: SegmentFolder, name: string): SegmentFolder {
    return this.inOneTransaction(() => {
      this.#refuseDuplicateFolder(parent.id, name);
      return this.#insertFolder(parent.parentSegment, parent.id, name);
    });
  }

  /** Renames a folder, or moves it with all it contains. Throws UserErrors `folder_name_taken` and `folder_into_itself`. */
  changeFolder(id: number, { name, parent }: { readonly name: string; readonly parent: number }): SegmentFolder {
    return this.inOneTransaction(() => {
      for (let above: number | null = parent; above !== null; above = this.folder(above).parent)
        if (above === id) throw new UserError('folder_into_itself', { name });
      this.#refuseDuplicateFolder(parent, name, id);
      this.#database.prepare('UPDATE segment_folder SET name = ?, parent_id = ? WHERE id = ?').run(name, parent, id);
      return this.folder(id);
    });
  }

  /** Throws UserErrors `folder_unknown`, `folder_is_root` and `folder_not_empty`. */
  deleteFolder(id: number): void {
    this.inOneTransaction(() => {
      const { parent, name } = this.folder(id);
      if (parent === null) throw new UserError('folder_is_root');
      const sql = `SELECT (SELECT COUNT(*) FROM segment WHERE folder_id = :id)
        + (SELECT COUNT(*) FROM segment_folder WHERE parent_id = :id)`;
      const entries = this.#database.prepare<[Record<string, number>], number>(sql).pluck().get({ id }) ?? 0;
      if (entries > 0) throw new UserError('folder_not_empty', { name, entries });
      this.#database.prepare('DELETE FROM segment_folder WHERE id = ?').run(id);
    });
  }

  setPopulation(segment: number, build: number, customers: number): void {
    this.#database
      .prepare(
        `INSERT INTO segment_population (segment_id, job_id, customers, counted_at) SELECT id, :build, :customers, :now
         FROM segment WHERE id = :segment
         ON CONFLICT DO UPDATE SET customers = excluded.customers, counted_at = excluded.counted_at`,
      )
      .run({ segment, build, customers, now: this.#clock.now() });
  }

  forgetPopulation(segment: number, build: number): void {
    this.#database.prepare('DELETE FROM segment_population WHERE segment_id = ? AND job_id = ?').run(segment, build);
  }

  /** The customers of each segment that was counted in a build, by segment. */
  populationsIn(build: number): ReadonlyMap<number, number> {
    const sql = 'SELECT segment_id AS segment, customers FROM segment_population WHERE job_id = ?';
    const rows = this.#database.prepare<[number], { segment: number; customers: number }>(sql).all(build);
    return new Map(rows.map(({ segment, customers }) => [segment, customers]));
  }

  /** The number of segments, by parent segment. Those without any are missing. */
  counts(): ReadonlyMap<number, number> {
    const sql = 'SELECT parent_segment_id AS parent, count(*) AS segments FROM segment GROUP BY 1';
    const rows = this.#database.prepare<[], { parent: number; segments: number }>(sql).all();
    return new Map(rows.map(({ parent, segments }) => [parent, segments]));
  }

  /** Newest first. */
  populations(segment: number, limit: number): readonly Population[] {
    return this.#database
      .prepare<[number, number], Population>(
        `SELECT job_id AS build, customers, counted_at AS countedAt FROM segment_population
         WHERE segment_id = ? ORDER BY job_id DESC LIMIT ?`,
      )
      .all(segment, limit);
  }

  /** Folder names from the root, by folder. */
  #paths(parentSegment: number): ReadonlyMap<number, readonly string[]> {
    const folders = new Map(this.folders(parentSegment).map((folder) => [folder.id, folder]));
    const pathOf = ({ parent, name }: SegmentFolder): readonly string[] => {
      const above = parent === null ? undefined : folders.get(parent);
      return above ? [...pathOf(above), name] : [];
    };
    return new Map([...folders.values()].map((folder) => [folder.id, pathOf(folder)]));
  }

  #root(parentSegment: number): SegmentFolder {
    const sql = 'SELECT * FROM segment_folder WHERE parent_segment_id = ? AND parent_id IS NULL';
    const row = this.#database.prepare(sql).get(parentSegment);
    if (row === undefined) throw new UserError('parent_segment_unknown', { name: String(parentSegment) });
    return folderOfRow(row as FolderRow);
  }

  #insertFolder(parentSegment: number, parent: number, name: string): SegmentFolder {
    const row = this.#database
      .prepare('INSERT INTO segment_folder (parent_segment_id, parent_id, name) VALUES (?, ?, ?) RETURNING *')
      .get(parentSegment, parent, name);
    return folderOfRow(row as FolderRow);
  }

  #columnsOf({ name, description, rule }: SegmentChoice) {
    return { name, description, rule: JSON.stringify(rule), now: this.#clock.now() };
  }

  #refuseDuplicate(folder: number, name: string, except = 0): void {
    const sql = 'SELECT 1 FROM segment WHERE folder_id = ? AND name = ? AND id <> ?';
    if (this.#database.prepare(sql).get(folder, name, except) !== undefined)
      throw new UserError('segment_name_taken', { name }, { field: 'name' });
  }

  #refuseDuplicateFolder(parent: number, name: string, except = 0): void {
    const sql = 'SELECT 1 FROM segment_folder WHERE parent_id = ? AND name = ? AND id <> ?';
    if (this.#database.prepare(sql).get(parent, name, except) !== undefined)
      throw new UserError('folder_name_taken', { name }, { field: 'name' });
  }
}

function segmentOfRow(row: SegmentRow, folder: readonly string[]): Segment {
  return {
    id: row.id,
    parentSegment: row.parent_segment_id,
    folder,
    folderId: row.folder_id,
    name: row.name,
    description: row.description,
    rule: JSON.parse(row.rule) as SegmentChoice['rule'],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function folderOfRow({ id, parent_segment_id: parentSegment, parent_id: parent, name }: FolderRow): SegmentFolder {
  return { id, parentSegment, parent, name };
}
