// Generates what git does not hold and nothing runs without: the Prisma client. Quick to ask, safe to ask from several
// processes at once, and silent unless it fails.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { nodeOrExit, productEnvironment, root } from './launch.mjs';
import { withLock } from './lock.mjs';

const schema = join(root, 'prisma', 'schema.prisma');
const generated = join(root, 'prisma', 'generated');

/** Makes prisma/generated fit prisma/schema.prisma; `node` is the Node to run Prisma on. */
export async function ensureGenerated(node) {
  const wanted = fingerprint();
  if (isFresh(wanted)) return;
  await withLock(join(root, 'prisma', '.generating'), async () => {
    if (!isFresh(wanted)) await generate(node, wanted);
  });
}

/** What the generated client is made from. Not its time: a checkout changes that without a change. */
function fingerprint() {
  const version = JSON.parse(readFileSync(join(root, 'node_modules', 'prisma', 'package.json'), 'utf8')).version;
  return createHash('sha256').update(version).update(readFileSync(schema)).digest('hex');
}

function isFresh(wanted) {
  try {
    return readFileSync(join(generated, 'made-from'), 'utf8') === wanted;
  } catch {
    return false;
  }
}

async function generate(node, wanted) {
  const folder = join(root, 'prisma', `.generating-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    copyFileSync(schema, join(folder, 'schema.prisma'));
    await runPrisma(node, join(folder, 'schema.prisma'));
    writeFileSync(join(folder, 'generated', 'made-from'), wanted);
    swapIn(join(folder, 'generated'), join(folder, 'before'), wanted);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runPrisma(node, schemaPath) {
  const prisma = join(root, 'node_modules', 'prisma', 'build', 'index.js');
  // Any executable will do: `generate` asks that the schema engine exists and never runs it (and would download it).
  const env = { ...productEnvironment(node), PRISMA_SCHEMA_ENGINE_BINARY: node };
  try {
    await promisify(execFile)(node, [prisma, 'generate', '--schema', schemaPath, '--no-hints'], { cwd: root, env });
  } catch (error) {
    throw new Error(`prisma generate failed:\n${error.stdout ?? ''}${error.stderr ?? ''}`, { cause: error });
  }
}

function swapIn(made, before, wanted) {
  rmSync(before, { recursive: true, force: true });
  try {
    renameSync(generated, before);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  try {
    renameSync(made, generated);
  } catch (error) {
    if (!isFresh(wanted)) throw error; // else another process that shared a dead holder's lock was quicker
  }
}

if (process.argv[1] === import.meta.filename) await ensureGenerated(nodeOrExit());
