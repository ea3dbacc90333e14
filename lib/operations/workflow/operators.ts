import type { Operator } from '../../core/workflow/operators/task-run.ts';

/** What runs the operators, by their name. */
export type Operators = Readonly<Record<string, Operator>>;
