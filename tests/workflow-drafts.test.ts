import { test as base, expect } from 'vitest';
import type { InputOf } from '../lib/commands/command.ts';
import { checkWorkflowDraft, saveWorkflowDraft } from '../lib/commands/console/workflows/project-drafts.ts';
import { restoreWorkflowRevision, viewWorkflowProject } from '../lib/commands/console/workflows/projects.ts';
import { perform } from '../lib/commands/perform.ts';
import { OWNER } from './kit/actors.ts';
import { startProduct, type TestProduct } from './kit/product.ts';

/** Files of workflow projects, as the console's editor checks and saves them. */

const test = base.extend<{ product: TestProduct }>({
  product: async ({ task: _ }, use) => use(await startProduct()),
});

type Input = InputOf<typeof saveWorkflowDraft>;

const draftSaverOf =
  ({ runtime }: TestProduct) =>
  (input: Input) =>
    perform(saveWorkflowDraft, input, OWNER, runtime);

const DIG = { path: 'daily.dig', text: '+a:\n  td>: q.sql\n' };
const SQL = { path: 'q.sql', text: 'SELECT 1' };

test('an omitted text is that of the base revision, and an omitted file is removed', async ({ product }) => {
  const save = draftSaverOf(product);
  const first = await save({ name: 'drafts', base: null, files: [DIG, SQL, { path: 'note.txt', text: 'x' }] });
  expect(first).toMatchObject({ kind: 'saved', revision: 1 });
  const second = await save({
    name: 'drafts',
    base: 1,
    files: [{ path: DIG.path }, { path: SQL.path, text: 'SELECT 2' }],
  });
  expect(second).toMatchObject({ kind: 'saved', revision: 2 });
  const { workflowProjects } = product.runtime;
  const files = await workflowProjects.files((await workflowProjects.findByName('drafts'))?.revisionId ?? 0);
  expect(files.paths.map((path) => [path, files.read(path)])).toEqual([
    [DIG.path, DIG.text],
    [SQL.path, 'SELECT 2'],
  ]);
});

test('a revision that was saved meanwhile is returned, not overwritten', async ({ product }) => {
  const save = draftSaverOf(product);
  await save({ name: 'shared', base: null, files: [DIG, SQL] });
  await save({ name: 'shared', base: 1, files: [{ path: DIG.path }, { path: SQL.path, text: 'SELECT 2' }] });
  const late = await save({
    name: 'shared',
    base: 1,
    files: [{ path: DIG.path }, { path: SQL.path, text: 'SELECT 3' }],
  });
  expect(late).toMatchObject({
    kind: 'outdated',
    newest: { revision: 2, files: [DIG, { path: SQL.path, text: 'SELECT 2' }] },
  });
  expect(await save({ name: 'shared', base: null, files: [DIG, SQL] })).toMatchObject({ kind: 'outdated' });
});

test('files with errors are refused with the findings of a check', async ({ product }) => {
  const save = draftSaverOf(product);
  const draft = { name: 'refused', base: null, files: [DIG] };
  const { findings } = await perform(checkWorkflowDraft, draft, OWNER, product.runtime);
  expect(findings).toMatchObject([
    { file: 'daily.dig', line: 2, level: 'error', code: 'workflow_file_missing' },
    { file: 'daily.dig', line: 2, level: 'warning', code: 'workflow_database_missing' },
  ]);
  expect(await save(draft)).toEqual({ kind: 'refused', findings });
  expect(await product.runtime.workflowProjects.findByName('refused')).toBeUndefined();
});

test('a restored revision becomes a new revision, the newest', async ({ product }) => {
  const save = draftSaverOf(product);
  const saved = await save({ name: 'restored', base: null, files: [DIG, SQL] });
  const project = saved.kind === 'saved' ? saved.project : 0;
  await save({ name: 'restored', base: 1, files: [{ path: 'w.dig', text: '+a:\n  echo>: x\n' }] });
  const input = { workflow_project: project, revision: 1 };
  expect(await perform(restoreWorkflowRevision, input, OWNER, product.runtime)).toBe(3);
  const view = await perform(viewWorkflowProject, { workflow_project: project }, OWNER, product.runtime);
  expect(view).toMatchObject({ revision: 3, fileCount: 2, workflows: [{ name: 'daily' }] });
});
