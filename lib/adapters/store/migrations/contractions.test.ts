// During an upgrade, processes of the previous version run on the tables of the next one: docs/cluster.md.
import { expect, inject, test } from 'vitest';
import { findContractions } from './contractions.test-kit.ts';
import { migrationScript, migrationsFolder, migrationsOnDisk, postgresqlMigrationsFolder } from './migration-status.ts';

const BEFORE = `CREATE TABLE shop (id INTEGER PRIMARY KEY, name TEXT, size INTEGER NOT NULL DEFAULT 0);
  CREATE UNIQUE INDEX shop_name ON shop (name);
  CREATE TABLE sale (id INTEGER PRIMARY KEY, shop_id INTEGER);`;
const INIT = { name: '1_init', script: BEFORE };
const SHOP = 'DROP TABLE shop; CREATE TABLE shop (id INTEGER PRIMARY KEY';
const UNIQUE = 'CREATE UNIQUE INDEX shop_name_again ON shop (name)';

/** The script of a migration, and the fault that it causes. */
test.each<[string, string]>([
  ['DROP TABLE sale', 'sale.id is gone'],
  ['ALTER TABLE sale RENAME TO sold', 'sale.shop_id is gone'],
  ['ALTER TABLE shop DROP COLUMN size', 'shop.size is gone'],
  ['ALTER TABLE shop RENAME COLUMN size TO square_meters', 'shop.size is gone'],
  [`${SHOP}, name TEXT, size TEXT NOT NULL DEFAULT ''); ${UNIQUE}`, 'shop.size was INTEGER and is TEXT'],
  [`${SHOP}, name TEXT NOT NULL, size INTEGER NOT NULL DEFAULT 0); ${UNIQUE}`, 'shop.name is now NOT NULL'],
  [`${SHOP}, name TEXT, size INTEGER NOT NULL); ${UNIQUE}`, 'shop.size has no default any more'],
  [
    `${SHOP}, name TEXT, size INTEGER NOT NULL DEFAULT 0, town TEXT NOT NULL); ${UNIQUE}`,
    'shop.town is new, NOT NULL and without a default',
  ],
  ['DROP INDEX shop_name', 'shop no longer has: UNIQUE'],
  ['CREATE UNIQUE INDEX shop_size ON shop (size)', 'shop now has: UNIQUE'],
  [
    `ALTER TABLE shop ADD COLUMN code TEXT NOT NULL DEFAULT ''; CREATE UNIQUE INDEX shop_code ON shop (code)`,
    'shop now has: UNIQUE',
  ],
  [
    'DROP TABLE sale; CREATE TABLE sale (id INTEGER PRIMARY KEY, shop_id INTEGER REFERENCES shop (id))',
    'sale now has: FOREIGN KEY',
  ],
])('finds what would break the previous version: %s', async (script, fault) => {
  const faults = await findContractions([INIT, { name: '2_contract', script }], '2');
  expect(faults.map((each) => each.toLowerCase())).toContainEqual(
    expect.stringContaining(`2_contract: ${fault}`.toLowerCase()),
  );
});

test.each([
  'ALTER TABLE shop ADD COLUMN town TEXT',
  `ALTER TABLE shop ADD COLUMN town TEXT NOT NULL DEFAULT ''`,
  'ALTER TABLE shop ADD COLUMN code TEXT; CREATE UNIQUE INDEX shop_code ON shop (code, size)',
  'ALTER TABLE sale ADD COLUMN seller_id INTEGER REFERENCES shop (id)',
  'CREATE TABLE town (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, shop_id INTEGER NOT NULL REFERENCES shop (id))',
  'CREATE INDEX shop_size ON shop (size)',
  `DROP INDEX shop_name; ${UNIQUE}`,
])('accepts what does not affect the previous version: %s', async (script) => {
  expect(await findContractions([INIT, { name: '2_expand', script }])).toEqual([]);
});

test('accepts a contraction with a comment that names a release', async () => {
  const contract = (comment: string) => [INIT, { name: '2', script: `${comment}\nALTER TABLE shop DROP COLUMN size` }];
  expect(await findContractions(contract('-- contracts: not used since 0.2.0'))).toEqual([]);
  expect(await findContractions(contract('-- contracts: not used'))).toEqual(['2: shop.size is gone']);
});

test('no migration takes away what the previous version uses (CONTRIBUTING.md describes how to contract)', async () => {
  const folder = inject('postgresqlUrl') === undefined ? migrationsFolder : postgresqlMigrationsFolder;
  const migrations = migrationsOnDisk(folder).map((name) => ({ name, script: migrationScript(folder, name) }));
  // Before PostgreSQL was supported, no two versions ran at the same time.
  const [, first] = migrationsOnDisk(postgresqlMigrationsFolder);
  expect(migrations.filter(({ name }) => name >= (first ?? '')).length).toBeGreaterThan(0);
  expect(await findContractions(migrations, first)).toEqual([]);
});
