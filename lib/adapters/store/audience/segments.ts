import type { Population, Segment, SegmentChoice, SegmentFolder } from '../../../core/audience/segment.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { LinkedSegment } from '../../../core/view/palette-objects.ts';
import type { Database } from '../database/database.ts';
import { nextUpdate } from '../database/portable-sql.ts';
import type { Tables } from '../database/tables.ts';

type SegmentRow = Tables['segment'];

type FolderRow = Tables['segment_folder'];

/** Segments in their folders, and their populations. */
export class Segments {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The segments of a parent segment, ordered by name. */
  async list(parentSegment: number): Promise<readonly Segment[]> {
    const rows = await this.#database.all<SegmentRow>(
      'SELECT * FROM segment WHERE parent_segment_id = ? ORDER BY fold_case(name), id',
      [parentSegment],
    );
    const paths = await this.#paths(parentSegment);
    return rows.map((row) => segmentOfRow(row, paths.get(row.folder_id) ?? []));
  }

  /** The segments of all parent segments, ordered by name. */
  all(): Promise<readonly LinkedSegment[]> {
    return this.#database.all<LinkedSegment>(
      'SELECT id, name, parent_segment_id AS parentSegment FROM segment ORDER BY fold_case(name), id',
    );
  }

  async find(id: number): Promise<Segment | undefined> {
    const row = await this.#database.get<SegmentRow>('SELECT * FROM segment WHERE id = ?', [id]);
    return row && segmentOfRow(row, (await this.#paths(row.parent_segment_id)).get(row.folder_id) ?? []);
  }

  /** Throws UserError `segment_unknown`. */
  async get(id: number): Promise<Segment> {
    const segment = await this.find(id);
    if (!segment) throw new UserError('segment_unknown', { id: String(id) });
    return segment;
  }

  /** Throws UserError `segment_name_taken`. */
  create(folder: Pick<SegmentFolder, 'id' | 'parentSegment'>, choice: SegmentChoice): Promise<Segment> {
    return this.#database.transaction(async () => {
      await this.#refuseDuplicate(folder.id, choice.name);
      const id = (await this.#database.value(
        `INSERT INTO segment (parent_segment_id, folder_id, name, description, rule, created_at, updated_at)
          VALUES (:parentSegment, :folder, :name, :description, :rule, :now, :now) RETURNING id`,
        { ...this.#columnsOf(choice), parentSegment: folder.parentSegment, folder: folder.id },
      )) as number;
      return this.get(id);
    });
  }

  /**
   * Changes a segment, and moves it if `toFolder` is given. Each change has a different `updatedAt`. Throws UserError
   * `segment_unknown` or `segment_name_taken`.
   */
  change(id: number, choice: SegmentChoice, toFolder?: number): Promise<Segment> {
    return this.#database.transaction(async () => {
      const folder = toFolder ?? (await this.get(id)).folderId;
      await this.#refuseDuplicate(folder, choice.name, id);
      await this.#database.run(
        `UPDATE segment SET folder_id = :folder, name = :name, description = :description, rule = :rule,
          updated_at = ${nextUpdate()} WHERE id = :id`,
        { ...this.#columnsOf(choice), id, folder },
      );
      return this.get(id);
    });
  }

  async delete(id: number): Promise<void> {
    const { changes } = await this.#database.run('DELETE FROM segment WHERE id = ?', [id]);
    if (changes === 0) throw new UserError('segment_unknown', { id: String(id) });
  }

  async folders(parentSegment: number): Promise<readonly SegmentFolder[]> {
    const rows = await this.#database.all<FolderRow>(
      'SELECT * FROM segment_folder WHERE parent_segment_id = ? ORDER BY fold_case(name), id',
      [parentSegment],
    );
    return rows.map(folderOfRow);
  }

  /** Throws UserError `folder_unknown`. */
  async folder(id: number): Promise<SegmentFolder> {
    const row = await this.#database.get<FolderRow>('SELECT * FROM segment_folder WHERE id = ?', [id]);
    if (!row) throw new UserError('folder_unknown', { name: String(id) });
    return folderOfRow(row);
  }

  /** The folder at a path from the root. Creates the missing folders of the path. */
  findOrCreateFolder(parentSegment: number, path: readonly string[]): Promise<SegmentFolder> {
    return this.#database.transaction(async () => {
      let folder = await this.#root(parentSegment);
      for (const name of path)
        folder = (await this.#folderIn(folder, name)) ?? (await this.#insertFolder(parentSegment, folder.id, name));
      return folder;
    });
  }

  async #folderIn({ id }: SegmentFolder, name: string): Promise<SegmentFolder | undefined> {
    const sql = 'SELECT * FROM segment_folder WHERE parent_id = ? AND name = ?';
    const row = await this.#database.get<FolderRow>(sql, [id, name]);
    return row && folderOfRow(row);
  }

  /** Throws UserError `folder_name_taken`. */
  createFolder(parent: SegmentFolder, name: string): Promise<SegmentFolder> {
    return this.#database.transaction(async () => {
      await this.#refuseDuplicateFolder(parent.id, name);
      return this.#insertFolder(parent.parentSegment, parent.id, name);
    });
  }

  /**
   * Renames a folder, moves it with its contents, or both. Throws UserError `folder_unknown`, `folder_name_taken` or
   * `folder_into_itself`.
   */
  changeFolder(
    id: number,
    { name, parent }: { readonly name: string; readonly parent: number },
  ): Promise<SegmentFolder> {
    return this.#database.transaction(async () => {
      let ancestor: number | null = parent;
      while (ancestor !== null) {
        if (ancestor === id) throw new UserError('folder_into_itself', { name });
        ancestor = (await this.folder(ancestor)).parent;
      }
      await this.#refuseDuplicateFolder(parent, name, id);
      await this.#database.run('UPDATE segment_folder SET name = ?, parent_id = ? WHERE id = ?', [name, parent, id]);
      return this.folder(id);
    });
  }

  /** Throws UserError `folder_unknown`, `folder_is_root` or `folder_not_empty`. */
  async deleteFolder(id: number): Promise<void> {
    await this.#database.transaction(async () => {
      const { parent, name } = await this.folder(id);
      if (parent === null) throw new UserError('folder_is_root');
      const sql = `SELECT (SELECT COUNT(*) FROM segment WHERE folder_id = :id)
        + (SELECT COUNT(*) FROM segment_folder WHERE parent_id = :id)`;
      const entries = (await this.#database.value<number>(sql, { id })) ?? 0;
      if (entries > 0) throw new UserError('folder_not_empty', { name, entries });
      await this.#database.run('DELETE FROM segment_folder WHERE id = ?', [id]);
    });
  }

  /** Stores nothing if the segment has been deleted. */
  async setPopulation(segment: number, build: number, customerCount: number): Promise<void> {
    await this.#database.run(
      `INSERT INTO segment_population (segment_id, job_id, customers, counted_at)
        SELECT id, :build, :customers, :now FROM segment WHERE id = :segment
        ON CONFLICT (segment_id, job_id) DO UPDATE SET customers = excluded.customers, counted_at = excluded.counted_at`,
      { segment, build, customers: customerCount, now: this.#clock.now() },
    );
  }

  async forgetPopulation(segment: number, build: number): Promise<void> {
    await this.#database.run('DELETE FROM segment_population WHERE segment_id = ? AND job_id = ?', [segment, build]);
  }

  /** The number of customers of each segment that was counted in a build, by segment. */
  async populationsIn(build: number): Promise<ReadonlyMap<number, number>> {
    const sql = 'SELECT segment_id, customers FROM segment_population WHERE job_id = ?';
    const rows = await this.#database.all<Pick<Tables['segment_population'], 'segment_id' | 'customers'>>(sql, [build]);
    return new Map(rows.map(({ segment_id, customers }) => [segment_id, customers]));
  }

  /** The number of segments of each parent segment. Parent segments without segments are left out. */
  async counts(): Promise<ReadonlyMap<number, number>> {
    const sql = 'SELECT parent_segment_id, count(*) AS segments FROM segment GROUP BY parent_segment_id';
    const rows = await this.#database.all<Pick<SegmentRow, 'parent_segment_id'> & { readonly segments: number }>(sql);
    return new Map(rows.map(({ parent_segment_id, segments }) => [parent_segment_id, segments]));
  }

  /** The populations of a segment, newest first. */
  populations(segment: number, limit: number): Promise<readonly Population[]> {
    return this.#database.all<Population>(
      `SELECT job_id AS build, customers, counted_at AS countedAt FROM segment_population
        WHERE segment_id = ? ORDER BY job_id DESC LIMIT ?`,
      [segment, limit],
    );
  }

  /** The path of each folder: folder names below the root, whose own name is left out. */
  async #paths(parentSegment: number): Promise<ReadonlyMap<number, readonly string[]>> {
    const folders = new Map((await this.folders(parentSegment)).map((folder) => [folder.id, folder]));
    const pathOf = ({ parent, name }: SegmentFolder): readonly string[] => {
      const parentFolder = parent === null ? undefined : folders.get(parent);
      return parentFolder ? [...pathOf(parentFolder), name] : [];
    };
    return new Map([...folders.values()].map((folder) => [folder.id, pathOf(folder)]));
  }

  async #root(parentSegment: number): Promise<SegmentFolder> {
    const sql = 'SELECT * FROM segment_folder WHERE parent_segment_id = ? AND parent_id IS NULL';
    const row = await this.#database.get<FolderRow>(sql, [parentSegment]);
    if (!row) throw new UserError('parent_segment_unknown', { name: String(parentSegment) });
    return folderOfRow(row);
  }

  async #insertFolder(parentSegment: number, parent: number, name: string): Promise<SegmentFolder> {
    const sql = 'INSERT INTO segment_folder (parent_segment_id, parent_id, name) VALUES (?, ?, ?) RETURNING *';
    return folderOfRow((await this.#database.get<FolderRow>(sql, [parentSegment, parent, name])) as FolderRow);
  }

  #columnsOf({ name, description, rule }: SegmentChoice) {
    return { name, description, rule: JSON.stringify(rule), now: this.#clock.now() };
  }

  async #refuseDuplicate(folder: number, name: string, except = 0): Promise<void> {
    const sql = 'SELECT 1 FROM segment WHERE folder_id = ? AND name = ? AND id <> ?';
    if ((await this.#database.get(sql, [folder, name, except])) !== undefined)
      throw new UserError('segment_name_taken', { name }, { field: 'name' });
  }

  async #refuseDuplicateFolder(parent: number, name: string, except = 0): Promise<void> {
    const sql = 'SELECT 1 FROM segment_folder WHERE parent_id = ? AND name = ? AND id <> ?';
    if ((await this.#database.get(sql, [parent, name, except])) !== undefined)
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
