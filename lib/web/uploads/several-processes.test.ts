import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Random } from '../../../examples/random.ts';
import { settingsOf } from '../../../tests/kit/elsewhere.ts';
import { startPostgresql } from '../../../tests/kit/postgresql-server.ts';
import { fileOf, sha256Of, startSecondTus, startTus, TusClient } from './tus.test-kit.ts';

/** Tests several web processes on one PostgreSQL, behind a proxy that sends each request to any of them. */

const SEED = 20_261_128;
const PROCESS = resolve(import.meta.dirname, 'tus-process.test-kit.ts');

const storedSha256 = ({ runtime }: TusClient, id: string) =>
  readFile(join(runtime.env.dataDir, 'uploads', id, 'original')).then(sha256Of);

/** A web process that can be killed and suspended. */
async function startProcess({ runtime }: TusClient) {
  const child = spawn(process.execPath, [PROCESS], {
    env: { ...process.env, ...settingsOf(runtime), PINTD_LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [origin] = await once(child, 'message');
  return { client: new TusClient(runtime, origin), kill: (signal: NodeJS.Signals) => child.kill(signal) };
}

const PART_BYTES = 5000;

/** Begins an upload whose first bytes are written by a request that stays open. */
async function beginUpload(client: TusClient) {
  const bytes = fileOf(2000);
  const id = await client.begin(bytes.length);
  const patch = client.open(id, 0, bytes.length);
  await patch.write(bytes.subarray(0, PART_BYTES));
  await expect.poll(() => client.runtime.files.size(id)).toBe(PART_BYTES);
  return { bytes, id, patch };
}

/** Sends the bytes of an upload from `offset` to the end, and completes it. */
async function finishUpload(client: TusClient, { id, bytes }: { id: string; bytes: Buffer }, offset: number) {
  if (offset < bytes.length)
    expect(await client.send(id, offset, bytes.subarray(offset))).toMatchObject({ status: 204 });
  expect(await client.complete(id, sha256Of(bytes))).toMatchObject({ sha256: sha256Of(bytes) });
}

test('an upload that is interrupted again and again continues at another process each time', async () => {
  const random = new Random(SEED);
  const first = await startTus();
  const processes = [first, await startSecondTus(first)];
  const bytes = fileOf(20_000);
  const id = await first.begin(bytes.length);
  let offset = 0;
  for (let cut = 0; cut < 12; cut++) {
    const one = processes[cut % 2] as TusClient;
    const other = processes[(cut + 1) % 2] as TusClient;
    const rest = bytes.subarray(offset);
    // The connection stays open, as if a proxy had not noticed that the client is gone.
    const breakConnection = await one.sendPart(id, offset, rest, random.integer(1, Math.floor(rest.length / 10)));
    const before = offset;
    await expect.poll(() => first.runtime.files.size(id)).toBeGreaterThan(before);
    if (cut % 3 === 0) await breakConnection();
    offset = await other.offsetOf(id);
    expect(offset).toBeGreaterThan(before);
  }
  expect(await first.send(id, offset, bytes.subarray(offset))).toMatchObject({ status: 204 });
  expect(await storedSha256(first, id)).toBe(sha256Of(bytes));
  const answers = await Promise.all(processes.map((each) => each.complete(id, sha256Of(bytes))));
  expect(answers[0]).toMatchObject({ bytes: bytes.length, sha256: sha256Of(bytes) });
  expect(answers[1]?.id).toBe(answers[0]?.id);
});

test('of two requests that write at the same time, the earlier one is stopped', async () => {
  const first = await startTus();
  const second = await startSecondTus(first);
  const { bytes, id, patch: earlier } = await beginUpload(first);
  const offset = await second.offsetOf(id);
  expect(offset).toBe(PART_BYTES);
  expect(await earlier.response).toBe(204); // with the offset at which its client continues
  void earlier.write(Buffer.alloc(bytes.length - PART_BYTES, 'x'));
  await finishUpload(second, { id, bytes }, offset);
  expect(await storedSha256(second, id)).toBe(sha256Of(bytes));
  await earlier.breakConnection();
});

test('many requests for one upload at both processes leave the bytes as they were sent', async () => {
  const first = await startTus();
  const processes = [first, await startSecondTus(first)];
  const bytes = fileOf(5000);
  const id = await first.begin(bytes.length);
  const statuses = await Promise.all(
    Array.from({ length: 8 }, async (_, n) => (await processes[n % 2]?.send(id, 0, bytes))?.status),
  );
  // These statuses mean, in their order: complete or stopped, begun at an outdated offset, stopped while waiting.
  expect(statuses.filter((status) => ![204, 409, 423].includes(status ?? 0))).toEqual([]);
  const offset = await first.offsetOf(id);
  expect(await storedSha256(first, id)).toBe(sha256Of(bytes.subarray(0, offset)));
  await finishUpload(first, { id, bytes }, offset);
});

test('an upload at a process that was killed continues at another one', async () => {
  const first = await startTus();
  const { client, kill } = await startProcess(first);
  const { bytes, id, patch } = await beginUpload(client);
  kill('SIGKILL');
  expect(await patch.response).toBeUndefined();
  const offset = await first.offsetOf(id);
  expect(offset).toBe(PART_BYTES);
  await finishUpload(first, { id, bytes }, offset);
});

test('a process that was suspended writes nothing more to an upload that another one has continued', async () => {
  const first = await startTus();
  const { client, kill } = await startProcess(first);
  const { bytes, id, patch } = await beginUpload(client);
  kill('SIGSTOP');
  await patch.write(Buffer.alloc(bytes.length - PART_BYTES, 'x')); // the suspended process reads them when it continues
  const offset = await first.offsetOf(id); // waits until the lease has expired
  await finishUpload(first, { id, bytes }, offset);
  kill('SIGCONT');
  await patch.response;
  expect(await storedSha256(first, id)).toBe(sha256Of(bytes));
});

test('an upload survives a restart of the database', async () => {
  const database = await startPostgresql(['fsync=off', 'listen_addresses=']);
  onTestFinished(() => database.close());
  const first = await startTus({ DATABASE_URL: database.urlOf('postgres') });
  const second = await startSecondTus(first);
  const { bytes, id, patch } = await beginUpload(first);
  await database.restart();
  await patch.write(bytes.subarray(PART_BYTES, 9000));
  await expect.poll(() => first.runtime.files.size(id)).toBe(9000);
  const offset = await second.offsetOf(id);
  expect(offset).toBe(9000);
  await finishUpload(second, { id, bytes }, offset);
});
