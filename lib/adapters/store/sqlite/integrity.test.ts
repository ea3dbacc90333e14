import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applyMigrations } from '../migrations/migrations.ts';
import { databasePath, openConnection } from './connection.ts';
import { endedAbruptly, findDamage } from './integrity.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pintd-integrity-'));
  path = databasePath(folder);
  await applyMigrations(path);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a database that was closed shows no abrupt end, and is intact', () => {
  expect(endedAbruptly(path)).toBe(false);
  expect(findDamage(path)).toBeUndefined();
});

test('a database that was not closed shows an abrupt end, but may be intact', () => {
  const database = openConnection(path, { busyTimeoutMs: 1000 });
  database.prepare(`INSERT INTO setting (key, value, updated_at) VALUES ('a', '1', 1)`).run();
  expect(endedAbruptly(path)).toBe(true);
  expect(findDamage(path)).toBeUndefined();
  database.close();
});

test.each([0, 3])('overwritten bytes of page %i are found', (page) => {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, page * 4096, page * 4096 + 200);
  writeFileSync(path, bytes);
  expect(findDamage(path)).toBeDefined();
});
