import { expect, test } from 'vitest';
import { startProduct } from '../kit/product.ts';
import {
  logOf,
  pushAndRun,
  pushFiles,
  queueAttempt,
  runAttempt,
  runUntilCrash,
  SESSION,
  tasksOf,
} from '../kit/workflows.ts';

/** Tests `require>` and `call>`, in a real product. */

const OTHER_WORKFLOW = `
+a:
  echo>: "other \${word}"
+b:
  if>: \${fails}
  _do:
    +c:
      fail>: no
`;
const textRequiringOther = (options: string) => `+wait:\n  require>: other\n${options}`;

test('require> starts the other workflow for the same session time, and waits for it', async () => {
  const product = await startProduct();
  await pushFiles(product, {
    'daily.dig': textRequiringOther('  params: {word: hello, fails: false}\n'),
    'other.dig': OTHER_WORKFLOW,
  });
  const attempt = await runAttempt(product, await queueAttempt(product, { isSandbox: true }));
  const [other] = await product.runtime.workflowAttempts.list({ limit: 1 });
  expect(attempt.state).toBe('success');
  expect(other).toMatchObject({ state: 'success', isSandbox: true, session: { time: SESSION } });
  expect(await logOf(product, other ?? attempt)).toEqual(['other hello']);
});

test.each([
  ['none', 'true', 'error', 1],
  ['none', 'false', 'success', 1],
  ['failed', 'true', 'success', 2],
  ['failed', 'false', 'success', 1],
  ['all', 'true', 'success', 2],
  ['all', 'false', 'success', 2],
])('require> with rerun_on: %s, if the other workflow has failed: %s', async (rerunOn, hasFailed, state, attempts) => {
  const product = await startProduct();
  const options = `  rerun_on: ${rerunOn}\n  params: {word: again, fails: false}\n`;
  await pushFiles(product, { 'daily.dig': textRequiringOther(options), 'other.dig': OTHER_WORKFLOW });
  await runAttempt(
    product,
    await queueAttempt(product, { workflow: 'other', params: { word: 'first', fails: hasFailed } }),
  );
  const attempt = await queueAttempt(product);
  await runUntilCrash(product, attempt.id, (task) => task.stateParams['attempt_id'] !== undefined);
  expect((await runAttempt(product, attempt)).state).toBe(state);
  const others = (await product.runtime.workflowAttempts.list({ limit: 10 })).filter(
    ({ workflow }) => workflow.name === 'other',
  );
  expect(others).toHaveLength(attempts);
});

test('require> runs the other workflow for real after a rehearsal, once', async () => {
  const product = await startProduct();
  await pushFiles(product, {
    'daily.dig': textRequiringOther('  params: {word: real, fails: false}\n'),
    'other.dig': OTHER_WORKFLOW,
  });
  const rehearsal = { workflow: 'other', params: { word: 'rehearsed', fails: 'false' }, isSandbox: true };
  await runAttempt(product, await queueAttempt(product, rehearsal));
  const attempt = await queueAttempt(product);
  await runUntilCrash(product, attempt.id, (task) => task.stateParams['attempt_id'] !== undefined);
  expect((await runAttempt(product, attempt)).state).toBe('success');
  const [other, ...more] = (await product.runtime.workflowAttempts.list({ limit: 10 })).filter(
    ({ workflow, isSandbox }) => workflow.name === 'other' && !isSandbox,
  );
  expect([await logOf(product, other ?? attempt), more]).toEqual([['other real'], []]);
});

test('require> runs the other workflow for real if it is rehearsed while a process that was to start it is down', async () => {
  const product = await startProduct();
  await pushFiles(product, {
    'daily.dig': textRequiringOther('  params: {word: real, fails: false}\n'),
    'other.dig': OTHER_WORKFLOW,
  });
  const attempt = await queueAttempt(product);
  await runUntilCrash(product, attempt.id, (task) => task.stateParams['start_as'] !== undefined, 'after');
  const rehearsal = { workflow: 'other', params: { word: 'rehearsed', fails: 'false' }, isSandbox: true };
  await runAttempt(product, await queueAttempt(product, rehearsal));
  expect((await runAttempt(product, attempt)).state).toBe('success');
  const [other] = await product.runtime.workflowAttempts.list({ limit: 1 });
  expect([other?.isSandbox, await logOf(product, other ?? attempt)]).toEqual([false, ['other real']]);
});

test.each<[situation: string, earlierAttempts: (readonly [name: string | null, isSandbox: boolean])[]]>([
  ['has not run', []],
  ['has run under no name', [[null, false]]],
])(
  'require> runs a named attempt for real after its rehearsal, once, if the session %s',
  async (_, earlierAttempts) => {
    const product = await startProduct();
    const wait = textRequiringOther('  retry_attempt_name: x\n  params: {word: named, fails: false}\n');
    await pushFiles(product, {
      'rehearsed.dig': wait,
      'daily.dig': wait,
      'weekly.dig': wait,
      'other.dig': OTHER_WORKFLOW,
    });
    const params = { word: 'first', fails: 'false' };
    for (const _ of earlierAttempts)
      await runAttempt(product, await queueAttempt(product, { workflow: 'other', params }));
    await runAttempt(product, await queueAttempt(product, { workflow: 'rehearsed', isSandbox: true }));
    for (const workflow of ['daily', 'weekly'])
      expect((await runAttempt(product, await queueAttempt(product, { workflow }))).state).toBe('success');
    const others = (await product.runtime.workflowAttempts.list({ limit: 10 })).filter(
      ({ workflow }) => workflow.name === 'other',
    );
    expect(others.toReversed().map(({ retryName, isSandbox }) => [retryName, isSandbox])).toEqual([
      ...earlierAttempts,
      ['x', true],
      ['x-after-rehearsal', false],
    ]);
  },
);

test.each([
  ['none', 0, false],
  ['none', 0, true],
  ['all', 1, false],
  ['all', 1, true],
])(
  'require> with rerun_on: %s starts %i attempts of a session whose attempts were deleted, rehearsed since: %s',
  async (rerunOn, attempts, isRehearsed) => {
    const product = await startProduct();
    const { workflowAttempts, workflowHistory } = product.runtime;
    const options = `  rerun_on: ${rerunOn}\n  params: {word: again, fails: false}\n`;
    await pushFiles(product, { 'daily.dig': textRequiringOther(options), 'other.dig': OTHER_WORKFLOW });
    await runAttempt(
      product,
      await queueAttempt(product, { workflow: 'other', params: { word: 'first', fails: 'false' } }),
    );
    await workflowHistory.sweep({ before: Number.MAX_SAFE_INTEGER, sessionsBefore: 0 });
    const rehearsal = { workflow: 'other', params: { word: 'rehearsed', fails: 'false' }, isSandbox: true };
    if (isRehearsed) await runAttempt(product, await queueAttempt(product, rehearsal));
    const attempt = await runAttempt(product, await queueAttempt(product));
    expect(attempt.state).toBe('success');
    const others = (await workflowAttempts.list({ limit: 10 })).filter(
      ({ workflow, isSandbox }) => workflow.name === 'other' && !isSandbox,
    );
    expect(others).toHaveLength(attempts);
    const isLogged = (await logOf(product, attempt)).some((text) =>
      text.startsWith('other is not run again for this session: '),
    );
    expect(isLogged).toBe(attempts === 0);
  },
);

test('require> fails if the other workflow fails, unless ignore_failure is set, and does not wait for itself', async () => {
  const product = await startProduct();
  await pushFiles(product, { 'daily.dig': textRequiringOther(''), 'other.dig': '+a:\n  fail>: no\n' });
  const failed = await queueAttempt(product, { session: SESSION - 1000 });
  await runAttempt(product, failed);
  expect((await tasksOf(product, failed))['+wait']?.error).toEqual({
    message: 'the workflow other did not succeed (attempt 2)',
    attempt_id: 2,
  });
  await pushFiles(product, {
    'daily.dig': textRequiringOther('  ignore_failure: true\n'),
    'other.dig': '+a:\n  fail>: no\n',
  });
  expect((await runAttempt(product, await queueAttempt(product))).state).toBe('success');
  await pushFiles(product, { 'other.dig': '+wait:\n  require>: other\n' });
  const attempt = await runAttempt(
    product,
    await queueAttempt(product, { workflow: 'other', session: SESSION + 1000 }),
  );
  expect((await tasksOf(product, attempt))['+wait']?.error).toEqual({ message: 'a workflow cannot wait for itself' });
});

test.each([
  ['missing', 'the file sub/missing.dig is not in the project'],
  ['broken', 'sub/broken.dig is not a valid workflow: line 1, column 1'],
  ['partial', 'sub/partial.dig is not a valid workflow: line 2'],
])('call> of the computed file %s fails, and names the problem', async (name, message) => {
  const product = await startProduct();
  const files = { 'sub/broken.dig': '- a\n', 'sub/partial.dig': '+a: {echo>: a}\n!include : none.dig\n' };
  const attempt = await pushAndRun(product, '+call:\n  call>: sub/${name}\n', { files, params: { name } });
  expect((await tasksOf(product, attempt))['+call']?.error?.['message']).toContain(message);
  expect(await logOf(product, attempt)).not.toContain('a');
});
