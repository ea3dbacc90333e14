import { expect, test } from 'vitest';
import { readConfig } from '../config/read-config.ts';
import { Findings } from '../findings.ts';
import { compileTasks } from './compile-tasks.ts';

/** `name<upstreams` of each task but the root, or the line and code of each finding. */
function compiled(text: string): readonly string[] {
  const { root, findings: readFindings } = readConfig(text, 'w.dig');
  const findings = new Findings();
  findings.all.push(...readFindings);
  const tasks = root ? compileTasks({ parentName: '', name: '+w', node: root, at: root.at }, findings) : [];
  if (findings.all.length > 0) return findings.all.map(({ line, code }) => `${line} ${code}`);
  return tasks
    .slice(1)
    .map(({ fullName, upstreams }) => `${fullName}<${upstreams.map((up) => tasks[up]?.name).join()}`);
}

const tasks = (...names: string[]) => names.map((name) => `  +${name}: {echo>: x}\n`).join('');

test.each<[string, string, readonly string[]]>([
  ['in order', tasks('a', 'b', 'c'), ['+w+a<', '+w+b<+a', '+w+c<+b']],
  [
    'in groups',
    '+g:\n  +a: {echo>: x}\n  +b: {echo>: x}\n+c: {echo>: x}',
    ['+w+g<', '+w+g+a<', '+w+g+b<+a', '+w+c<+g'],
  ],
  ['in parallel', `  _parallel: true\n${tasks('a', 'b')}`, ['+w+a<', '+w+b<']],
  [
    'in chunks',
    `  _parallel: {limit: 2}\n${tasks('a', 'b', 'c', 'd', 'e')}`,
    ['+w+a<', '+w+b<', '+w+c<+a,+b', '+w+d<+a,+b', '+w+e<+c,+d'],
  ],
  [
    'beside one in the background',
    '+a: {echo>: x}\n+b: {echo>: x, _background: true}\n+c: {echo>: x}\n+d: {echo>: x}',
    ['+w+a<', '+w+b<', '+w+c<+a,+b', '+w+d<+c'],
  ],
  [
    'after those that they name in a parallel group',
    '_parallel: true\n+a: {echo>: x}\n+b: {echo>: x, _after: [+a]}',
    ['+w+a<', '+w+b<+a'],
  ],
  ['except a disabled one', '+a: {sh>: x, +b: {}, _disable: true}\n+b: {echo>: x}', ['+w+a<', '+w+b<+a']],
  ['except one disabled by a text', '+a: {sh>: x, +b: {}, _disable: "true"}\n+b: {echo>: x}', ['+w+a<', '+w+b<+a']],
])('tasks run %s', (_, text, expected) => expect(compiled(text)).toEqual(expected));

test.each<[string, string]>([
  ['+a:\n  echo>: x\n  sh>: y', '3 workflow_operator_twice'],
  ['+a:\n  echo>: x\n  +b: {echo>: x}', '3 workflow_task_with_subtasks'],
  ['+a:\n  parallel: true\n  +b: {echo>: x}', '2 workflow_key_unknown_near'],
  ['trigger:\n  attempt>:\n  dependent_workflow_name: x\n+b: {echo>: x}', '1 workflow_trigger_unsupported'],
  ['+a: {echo>: x}\n+b: {echo>: x, _after: [+a]}', '2 workflow_after_without_parallel'],
  ['_parallel: true\n+b: {echo>: x, _after: [+c]}\n+c: {echo>: x}', '2 workflow_after_unknown'],
  ['_parallel: true\n+b: {echo>: x, _background: true}', '2 workflow_background_in_parallel'],
  ['_parallel: ${x}\n+b: {echo>: x}', '1 workflow_parallel_invalid'],
  ['+a b: {echo>: x}', '1 workflow_task_name_invalid'],
  ['+a: text', '1 workflow_task_not_a_mapping'],
  ['+a: {echo>: x}\n+a: {echo>: y}', '2 workflow_key_twice'],
])('refuses %j', (text, finding) => expect(compiled(text)).toEqual([finding]));
