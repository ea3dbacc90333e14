import fc from 'fast-check';
import type { ConfigMap } from '../config/config-node.ts';

/** The outcome of a run of a task. Once a task has no outcomes left, it succeeds. */
export type Outcome = 'success' | 'error' | 'wait' | 'retry';

interface Common {
  readonly name: string;
  readonly retry: number;
  readonly error: Part | null;
  readonly isBackground: boolean;
  /** The index of an earlier sibling in a parallel group. */
  readonly after: number | null;
}

export interface Task extends Common {
  readonly kind: 'task';
  /** Outcomes in the first attempt, and in its resumption. */
  readonly outcomes: readonly [readonly Outcome[], readonly Outcome[]];
  readonly subtasks: Part | null;
  readonly check: Part | null;
}

export interface Group extends Common {
  readonly kind: 'group';
  /** In sequence, all at once, or in chunks of this size. */
  readonly order: 'sequence' | 'parallel' | number;
  readonly children: readonly Part[];
}

/** A part of a workflow, without its position in the workflow. */
export type Part = Task | Group;

export const ROOT = '+w';

const outcome = fc.constantFrom<Outcome[]>('success', 'success', 'success', 'error', 'error', 'wait', 'retry');
const outcomes = fc.array(outcome, { maxLength: 4 });
const retry = fc.constantFrom(0, 0, 1, 2);

function task(depth: number): fc.Arbitrary<Task> {
  const tasks = depth > 0 ? fc.option(part(depth - 1), { freq: 2 }) : fc.constant(null);
  return fc.record({
    kind: fc.constant('task' as const),
    name: fc.constant(''),
    outcomes: fc.tuple(outcomes, outcomes),
    retry,
    isBackground: fc.constant(false),
    after: fc.constant(null),
    subtasks: tasks,
    check: tasks,
    error: tasks,
  });
}

/**
 * A random group. A child that `isLinked` runs in the background if the group is a sequence; otherwise, it waits for
 * `sibling`, if that child comes before it.
 */
function group(depth: number): fc.Arbitrary<Group> {
  return fc
    .record({
      kind: fc.constant('group' as const),
      name: fc.constant(''),
      order: fc.constantFrom<Group['order'][]>('sequence', 'sequence', 'parallel', 1, 2),
      children: fc.array(fc.tuple(part(depth - 1), fc.boolean(), fc.nat(3)), { minLength: 1, maxLength: 4 }),
      retry,
      isBackground: fc.constant(false),
      after: fc.constant(null),
      error: depth > 1 ? fc.option(part(depth - 2), { freq: 2 }) : fc.constant(null),
    })
    .map((each) => ({
      ...each,
      children: each.children.map(([child, isLinked, sibling], index) => ({
        ...child,
        name: `+${index}`,
        isBackground: each.order === 'sequence' && isLinked,
        after: each.order !== 'sequence' && isLinked && sibling < index ? sibling : null,
      })),
    }));
}

function part(depth: number): fc.Arbitrary<Part> {
  return depth > 0 ? fc.oneof(task(depth), group(depth)) : task(0);
}

export const randomWorkflow: fc.Arbitrary<Group> = group(3).map((root) => ({ ...root, name: ROOT }));

/** A part as it is written in a file, without the tasks that an operator adds: they come with its outcome. */
export function configOf(part: Part): ConfigMap {
  return {
    ...(part.retry > 0 && { _retry: part.retry }),
    ...(part.error && { _error: configOf(part.error) }),
    ...(part.isBackground && { _background: true }),
    ...(part.after !== null && { _after: [`+${part.after}`] }),
    ...(part.kind === 'task' && { 'echo>': 'x', ...(part.check && { _check: configOf(part.check) }) }),
    ...(part.kind === 'group' && {
      ...(part.order !== 'sequence' && { _parallel: part.order === 'parallel' ? true : { limit: part.order } }),
      ...Object.fromEntries(part.children.map((child) => [child.name, configOf(child)])),
    }),
  };
}

/** The indexes of the children that a child waits for. */
export function upstreamsOf({ order, children }: Group, index: number): readonly number[] {
  const before = children.map((_, each) => each).slice(0, index);
  const { isBackground, after } = children[index] as Part;
  if (order === 'sequence') {
    const last = before.findLast((each) => !children[each]?.isBackground) ?? 0;
    return isBackground ? [] : before.filter((each) => each >= last);
  }
  const named = after === null ? [] : [after];
  if (order === 'parallel') return named;
  const chunk = (each: number) => Math.floor(each / order);
  return [...named, ...before.filter((each) => chunk(each) === chunk(index) - 1)];
}

/** A part of a workflow, with its full name and the names of the parts that it waits for. */
export interface PlacedPart {
  readonly part: Part;
  readonly fullName: string;
  readonly waitsFor: readonly string[];
}

export function placesOf(part: Part, fullName: string = ROOT): readonly PlacedPart[] {
  const below: PlacedPart[] = [];
  const add = (child: Part | null, suffix: string, before: readonly string[]) => {
    if (!child) return;
    const [placedChild, ...placedBelow] = placesOf(child, fullName + suffix);
    below.push({ ...(placedChild as PlacedPart), waitsFor: before.map((each) => fullName + each) }, ...placedBelow);
  };
  if (part.kind === 'group')
    part.children.forEach((child, index) => {
      const before = upstreamsOf(part, index).map((each) => `+${each}`);
      add(child, child.name, before);
    });
  else {
    add(part.subtasks, '^sub', []);
    add(part.check, '^check', part.subtasks ? ['^sub'] : []);
  }
  add(part.error, '^error', []);
  return [{ part, fullName, waitsFor: [] }, ...below];
}
