import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { entryPointsOf, unguardedEntryPoints } from './kit/entry-points.ts';

/**
 * Runs the check of e2e/permission-matrix.test.ts on made-up pages, handlers and actions, some of which perform no
 * command.
 */

const FILES: Readonly<Record<string, string>> = {
  'guarded/page.tsx': `import { viewJobList } from '#lib/commands/console/jobs.ts';
import { load } from '#lib/web/run-command.ts';
import { planted } from './actions.ts';

export default async function Page() {
  return <List {...await load(viewJobList, {})} action={planted} />;
}
`,
  'guarded/actions.ts': `'use server';

import { revokeApiKey } from '#lib/commands/console/access/keys.ts';
import { runCommand } from '#lib/web/run-command.ts';

export async function revoke(input: unknown) {
  return runCommand(revokeApiKey, input);
}

/** Does the work of \`revokeApiKey\` without the command. */
export async function planted(input: unknown) {
  return { ok: true, value: input };
}
`,
  'planted/page.tsx': `export default async function Page() {
  return <p>{JSON.stringify(process.env)}</p>;
}
`,
  'planted/api/route.ts': `import { deleteJobFile } from '#lib/commands/rows/jobs.ts';
import { respondWith } from '#lib/web/run-command.ts';

export function GET(): Response {
  return Response.json({ secret: 1 });
}

export function POST(request: Request): Promise<Response> {
  return respondWith(request, deleteJobFile, {});
}
`,
};

const action = (exportedName: string) => ({
  filename: 'app/guarded/actions.ts',
  exportedName,
  workers: { 'app/guarded/page': {} },
});

test('a page, a handler and an action without a command are found, and so is a command with an unknown permission', async () => {
  const root = resolve(import.meta.dirname, '..');
  const app = join(await mkdtemp(join(tmpdir(), 'pintd-entry-points-')), 'app');
  onTestFinished(() => rm(dirname(app), { recursive: true, force: true }));
  symlinkSync(join(root, 'lib'), join(dirname(app), 'lib'));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(app, path)), { recursive: true });
    writeFileSync(join(app, path), text);
  }
  const entryPoints = await entryPointsOf({
    root,
    app,
    routes: { '/guarded/page': '/guarded', '/planted/page': '/planted', '/planted/api/route': '/planted/api' },
    actions: { node: { a1: action('revoke'), a2: action('planted') } },
  });
  expect(entryPoints.map(({ name, commands }) => [name, ...commands.map(({ permission }) => permission)])).toEqual([
    ['/guarded', 'jobs.read'],
    ['/planted'],
    ['GET /planted/api'],
    ['POST /planted/api', 'uploads.write'],
    ['app/guarded/actions.ts revoke', 'keys.manage'],
    ['app/guarded/actions.ts planted'],
  ]);
  expect(unguardedEntryPoints(entryPoints)).toEqual([
    'page /planted',
    'handler GET /planted/api',
    'action app/guarded/actions.ts planted',
  ]);
  const [first] = entryPoints;
  const withUnknownPermission = { id: 'planted', permission: 'planted.read' } as never;
  expect(first && unguardedEntryPoints([{ ...first, commands: [withUnknownPermission] }])).toEqual(['page /guarded']);
});
