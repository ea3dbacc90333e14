import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Program } from './process.ts';

test('a program that cannot be started ends with the reason, and signals to it reach no other process', async () => {
  const program = new Program('lib/cli/main.ts', [], { checkout: join(tmpdir(), 'no-such-checkout') });
  expect(await program.kill()).toMatchObject({
    status: null,
    signal: null,
    err: expect.stringMatching(/main\.ts: spawn/),
  });
  expect(program.isAlive).toBe(false);
});
