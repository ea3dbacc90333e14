import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const PROJECT = 'torture';
export const ACCOUNT = '549764609761';
/** Events that an attempt of `run` sends. */
export const EVENTS = 25;

/** What an attempt of each workflow produces: echoed lines, rows of the table, jobs of its tasks, and events. */
export const EXPECTED = {
  run: {
    state: 'success',
    lines: ['n 1', 'n 2', 'n 3', 'beside the export', 'done'],
    rows: ['a', 'b', 'c', 'each 1', 'each 2', 'each 3'],
    jobs: 7,
    events: EVENTS,
  },
  failing: { state: 'error', lines: ['failed'], rows: ['before'], jobs: 3, events: 0 },
} as const;
export type WorkflowName = keyof typeof EXPECTED;

/** A task that inserts a row with its attempt and this text, by which the row is recognized. */
const insertion = (task: string) =>
  `{td>: {data: "SELECT '\${attempt_id}' AS attempt, '${task}' AS task"}, insert_into: runs}`;

const RUN = `timezone: UTC
_export: {td: {database: shop}}
+load:
  _parallel: true
  +a: ${insertion('a')}
  +b: ${insertion('b')}
  +c: ${insertion('c')}
+each:
  for_each>: {n: [1, 2, 3]}
  _parallel: {limit: 2}
  _do:
    +say: {echo>: "n \${n}"}
    +keep: ${insertion(`each \${n}`)}
+rest:
  _parallel: true
  +send:
    td>:
      data: |
        SELECT 'checkout' AS event_name, 'web' AS action_source, CAST(to_unixtime(now()) AS BIGINT) - 600 AS event_time,
          '\${attempt_id}-' || i AS event_id, 'customer' || i || '@shop.example' AS em
        FROM range(1, ${EVENTS + 1}) t(i)
    result_connection: Shop
    result_settings: {ad_account_id: "${ACCOUNT}"}
  +wait: {wait>: 1s}
  +say: {echo>: beside the export}
+report: {echo>: done}
`;

const FAILING = `timezone: UTC
_export: {td: {database: shop}}
+before: ${insertion('before')}
+broken:
  td>: {data: SELECT * FROM missing}
  _retry: 1
  _error:
    +say: {echo>: failed}
+never: {echo>: never}
`;

const SETUP = `+database:
  td_ddl>:
  create_databases: [shop]
+table:
  td>: {data: "SELECT '' AS attempt, '' AS task WHERE false"}
  database: shop
  create_table: runs
`;

/** Writes the files of the project to a folder. */
export async function writeProject(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries({ run: RUN, failing: FAILING, setup: SETUP }))
    await writeFile(join(folder, `${name}.dig`), text);
  return folder;
}
