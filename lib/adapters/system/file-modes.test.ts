import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { hasSecretLine } from './file-modes.ts';

test.each([
  ['PINTD_API_KEY=pce_1_x', true],
  ['PORT=3000\n  export PINTD_TRINO_PASSWORD = "secret"', true],
  ['DATABASE_URL="postgresql://pintd:secret@db.example/pintd"', true],
  ['DATABASE_URL=postgresql://pintd@db.example/pintd', false],
  ['DATABASE_URL=postgresql://db.example:5432/pintd', false],
  ['PINTD_API_KEY=\nPORT=3000', false],
  ['# PINTD_API_KEY=pce_1_x', false],
  ['PINTD_API_KEY_FILE=/run/secrets/key', false],
])('an env file with %j sets a secret: %s', (text, expected) => {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-env-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, '.env');
  writeFileSync(path, text);
  expect(hasSecretLine(path)).toBe(expected);
});

test('a missing file sets no secret', () => {
  expect(hasSecretLine(join(tmpdir(), 'pintd-no-such-file'))).toBe(false);
});
