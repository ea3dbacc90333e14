import { expect, test } from 'vitest';
import { type FirstStep, stepsTaken } from './first-step.ts';
import type { Totals } from './status.ts';

const none = { accepted: 0, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
const idle = { records: none, calls: 0, resentAfterUnknown: 0 };
const fresh: Pick<Totals, 'jobs' | 'delivery' | 'uploads'> = {
  jobs: { queued: 0, running: 0, paused: 0, success: 0, error: 0, killed: 0 },
  delivery: { real: idle, test: idle, sandbox: idle },
  uploads: { files: 0, bytes: 0 },
};

function delivered(kind: keyof Totals['delivery'], records: Partial<typeof none>) {
  const jobs = { ...fresh.jobs, success: 1 };
  return { ...fresh, jobs, delivery: { ...fresh.delivery, [kind]: { ...idle, records: { ...none, ...records } } } };
}

test.each<[string, number, typeof fresh, FirstStep[]]>([
  ['an empty product', 0, fresh, []],
  ['an authentication', 1, fresh, ['authentication']],
  ['a file', 0, { ...fresh, uploads: { files: 1, bytes: 9 } }, ['upload']],
  ['a queued job', 1, { ...fresh, jobs: { ...fresh.jobs, queued: 1 } }, ['authentication', 'upload']],
  ['a rehearsal', 1, delivered('sandbox', { accepted: 3 }), ['authentication', 'upload', 'rehearse']],
  ['a test', 1, delivered('test', { accepted: 3 }), ['authentication', 'upload', 'rehearse']],
  ['a test with only invalid records', 1, delivered('test', { invalid: 3 }), ['authentication', 'upload', 'rehearse']],
  ['real events rejected', 1, delivered('real', { rejected: 3 }), ['authentication', 'upload']],
  ['real events accepted', 1, delivered('real', { accepted: 1 }), ['authentication', 'upload', 'send']],
])('knows the first steps taken with %s', (_, authentications, totals, steps) => {
  expect(stepsTaken(authentications, totals)).toEqual(steps);
});
