import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findUngatedActions } from './ungated-actions.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pintd-gates-'));
  const imports = { '#lib/*': './lib/*', '#components/*': './components/*' };
  write('package.json', JSON.stringify({ type: 'module', imports }));
  write('lib/commands/jobs.ts', "export const killJob = { permission: 'jobs.control' };");
  write(
    'app/jobs/actions.ts',
    "'use server';\nimport * as jobs from '#lib/commands/jobs.ts';\nexport async function kill(input) { return runCommand(jobs.killJob, input); }",
  );
  write('app/jobs/controls.ts', "import { kill } from './actions.ts';\nexport const controls = { stop: kill };");
  write('app/jobs/page.tsx', page('<Job controls={controls} />', "import { controls } from './controls.ts';"));
  write('components/jobs/job.tsx', "import { Stop } from './stop.tsx';\nexport const Job = () => <Stop />;");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function page(element: string, imports: string): string {
  return `import { Job } from '#components/jobs/job.tsx';\n${imports}\nexport default function Page() { return ${element}; }`;
}

const FAULT =
  'app/jobs/page.tsx: kill of app/jobs/actions.ts needs jobs.control\n' +
  '  gated-actions: no control of components/jobs/job.tsx says needs="jobs.control"';

test('finds an action whose component has no control that names its permission', async () => {
  write('components/jobs/stop.tsx', 'export const Stop = () => <Button>Stop</Button>;');
  expect(await findUngatedActions(root)).toEqual({ checked: 1, faults: [FAULT] });
});

test('a control with another permission does not count', async () => {
  write('components/jobs/stop.tsx', 'export const Stop = () => <Button needs="exports.create">Stop</Button>;');
  expect(await findUngatedActions(root)).toEqual({ checked: 1, faults: [FAULT] });
});

test('a control that the component renders may name the permission', async () => {
  write('components/jobs/stop.tsx', 'export const Stop = () => <Button needs="jobs.control">Stop</Button>;');
  expect(await findUngatedActions(root)).toEqual({ checked: 1, faults: [] });
});

test('a page that only roles with the permission may open needs no controls', async () => {
  write('components/jobs/stop.tsx', 'export const Stop = () => <Button>Stop</Button>;');
  write(
    'app/jobs/page.tsx',
    page('<Job controls={controls} />', "import { controls } from './controls.ts';\ngatedPage('/jobs/[jobId]/fix');"),
  );
  expect(await findUngatedActions(root)).toEqual({ checked: 1, faults: [] });
});

test('actions are found in local objects and as members of a namespace', async () => {
  write('components/jobs/stop.tsx', 'export const Stop = () => <Button>Stop</Button>;');
  write(
    'app/jobs/page.tsx',
    page(
      '<Job {...{ actions: own }} />',
      "import * as actions from './actions.ts';\nconst own = { stop: actions.kill };",
    ),
  );
  expect((await findUngatedActions(root)).faults).toEqual([FAULT]);
});
